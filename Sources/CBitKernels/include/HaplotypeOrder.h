#pragma once
// Kernels of scans along haplotypes in positional order.
//
// A scan visits sites 0, 1, 2, ... Behind site k the haplotypes stand in the order of their alleles read backwards from
// k, so that those that agree longest are neighbours; divergence[i] is the first site from which the haplotype at place
// i and the one before it agree without a break up to k, k + 1 if they differ at k itself. Any two haplotypes agree from
// the largest divergence between their places on.
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The order behind site `site_index` from the one before it. Bits of `site` are alleles by haplotype; haplotypes with
/// a 0 come first, `zeros` of them. `alleles` has room for count + 7 bytes.
void apus_order_advance(
  const uint64_t *site, const uint32_t *order, const uint32_t *divergence, size_t count, size_t zeros,
  uint32_t site_index, uint8_t *alleles, uint32_t *new_order, uint32_t *new_divergence);

/// Divergences between those haplotypes of a stretch of the order whose bit in `missing` is 0; returns their number.
size_t apus_order_called(
  const uint64_t *missing, const uint32_t *order, const uint32_t *divergence, size_t count, uint32_t *called);

/// The sum, over all pairs of places, of the largest divergence between them.
uint64_t apus_order_divergence_sum(
  const uint32_t *divergence, size_t count, uint32_t *stack_values, uint32_t *stack_counts);

/// The sum, over all pairs of places, of places[largest divergence between them], which ascends with the divergence.
/// `stack_values` and `stack_counts` have room for count + 1.
double apus_order_value_sum(
  const uint32_t *divergence, size_t count, const double *values, double *stack_values, uint32_t *stack_counts);

/// Where a scan is, and room to work in.
typedef struct {
  /// Coordinates of sites: coordinate[k] + rest[k], ascending in the direction of the scan.
  const double *coordinate;
  const double *rest;
  /// By site: the last place that was entered there, with its stamp in the upper half. All 0 at first.
  uint64_t *heads;
  /// By place: the place that was entered before it at the same site.
  uint32_t *next;
  /// A bit for each place at which a run of equal haplotypes begins, and a bit for each of these words that is not 0.
  uint64_t *bounds;
  uint64_t *summary;
  /// By size: runs of that size; all 0 between calls. Only where the two largest runs count as one.
  uint32_t *sizes;
  /// Counted up by every call.
  uint32_t stamp;
} apus_decay_room;

/// How homozygosity decays from a core site.
typedef struct {
  /// The integral of the number of identical pairs over the coordinate, by trapezoids.
  double integral;
  /// The site at which the integral ends.
  uint32_t stop;
  /// Identical pairs at that site.
  uint64_t pairs;
} apus_decay;

/// Integrates identical pairs of a stretch of the order, from site `core` back to the first site at which at most
/// `least_pairs` are left (a negative number: none is few enough), at most to site `limit`.
///
/// With `merged` not 0 the two largest runs of equal haplotypes count as one in the integral, though not in the end.
apus_decay apus_order_decay(
  apus_decay_room *room, const uint32_t *divergence, size_t count, uint32_t core, uint32_t limit,
  int64_t least_pairs, int merged);

/// counts[s] = bits set both in site s and in `carriers`.
void apus_carrier_counts(
  const uint64_t *sites, size_t site_count, size_t words_per_site, const uint64_t *carriers, uint32_t *counts);

/// The differences of all pairs of `carriers`, `carrier_count` of them, over all sites.
uint64_t apus_carrier_differences(
  const uint64_t *sites, size_t site_count, size_t words_per_site, const uint64_t *carriers, uint64_t carrier_count);

#ifdef __cplusplus
}
#endif
