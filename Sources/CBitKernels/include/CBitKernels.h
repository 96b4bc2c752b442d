#pragma once
// Population-count kernels over bit-packed sites, compiled for several instruction sets and chosen at run time.
// Every instruction set returns the same bits: counts are integers, and r2 is rounded to multiples of 2^-46 before it
// is added up as an integer, so no sum depends on the order or the width of the additions.
//
// "Planes" hold one 64-bit word of every site: word w of site s is planes[w * stride + s].
#include <stddef.h>
#include <stdint.h>

#include "HaplotypeOrder.h"

#ifdef __cplusplus
extern "C" {
#endif

/// r2 = 1 as the linkage kernels count it.
#define APUS_LINKAGE_UNIT 0x1p46

/// counts[s] = set bits in words[s * words_per_site ..< (s + 1) * words_per_site].
void apus_count_sites(const uint64_t *words, size_t site_count, size_t words_per_site, uint32_t *counts);

/// Copies `bits` bits of every site, those from bit `from` of source[s] on, to bit `to` of target[s] and on, where they
/// were 0, and adds the number of set ones to counts[s].
void apus_gather_bits(
  const uint64_t *source, uint32_t from, uint32_t bits, uint64_t *target, uint32_t to, size_t site_count,
  uint32_t *counts);

/// Adds the number of bits of plane[s] that are in `mask` to counts[s].
void apus_count_bits(const uint64_t *plane, uint64_t mask, size_t site_count, uint32_t *counts);

/// Transposes a 64 x 64 matrix of bits in place: bit j of word i becomes bit i of word j.
void apus_transpose_64(uint64_t *block);

/// Sums of r2 between sites of haplotypes without missing calls.
///
/// d_ij = sample * |x_i & x_j| - counts[i] * counts[j]; r2 = d_ij^2 * weights[i] * weights[j], weights being
/// 1 / (k (n - k)). before[j] = sum of r2 over i < j and after[i] = sum over j > i, in units of 2^-46.
void apus_linkage_sums(
  const uint64_t *planes, size_t stride, size_t plane_count, const double *counts, const double *weights,
  double sample, size_t site_count, uint64_t *before, uint64_t *after);

/// One plane of genotypes of 64 individuals from two planes of haplotypes, word s and word stride + s of `alleles`
/// and of `missing` (NULL if no call is): individual i has bits 2 i and 2 i + 1, and is called if both are.
/// `first_bits` and `second_bits` are the bits that stand for haplotypes; if the latter is 0 there is no second
/// plane. low[s] gets the individuals with a derived allele, high[s] those with two, called[s] those that are called;
/// their numbers are added to ones[s], twos[s] and calls[s].
void apus_genotype_plane(
  const uint64_t *alleles, const uint64_t *missing, size_t stride, uint64_t first_bits, uint64_t second_bits,
  size_t site_count, uint64_t *low, uint64_t *high, uint64_t *called, uint64_t *ones, uint64_t *twos,
  uint64_t *calls);

/// As apus_linkage_sums for diploid genotypes g = [low] + [high]: `low` has the bit of an individual set where g >=
/// 1, `high` where g = 2. counts[i] is the sum of g, weights[i] = 1 / (n sum g^2 - (sum g)^2), `sample` the
/// individuals.
void apus_genotype_linkage_sums(
  const uint64_t *low, const uint64_t *high, size_t stride, size_t plane_count, const double *counts,
  const double *weights, double sample, size_t site_count, uint64_t *before, uint64_t *after);

/// The same with missing calls: each pair of sites is compared over the calls that both have (bits of `called`), and
/// pairs without variance there are left out; before_pairs and after_pairs count the pairs that are in. `high` is NULL
/// for haplotypes. Bits of `low` and `high` are 0 where `called` is 0.
void apus_masked_linkage_sums(
  const uint64_t *low, const uint64_t *high, const uint64_t *called, size_t stride, size_t plane_count,
  size_t site_count, uint64_t *before, uint64_t *after, uint64_t *before_pairs, uint64_t *after_pairs);

// Rows hold the sites of one haplotype (or of one individual): word w of row r is at w * stride + r. `stride` is a
// multiple of 8 and so are the places that the arrays of differences have room for.

/// different[j] = sites at which row `row` differs from row j, for row < j < row_count, and 0 in the rest of the groups
/// of 8 places that these lie in. `second` holds the other bit of rows of genotypes, which differ where one of the two
/// does; NULL for haplotypes.
void apus_row_differences(
  const uint64_t *first, const uint64_t *second, size_t stride, size_t width, size_t row, size_t row_count,
  uint32_t *different);

/// The sums over all pairs of rows of the first four powers of their differences, with less than 65536 sites: of power
/// p the low word in sums[2 p - 2] and the high word in sums[2 p - 1]. `different` is room to work in.
void apus_pair_sums(
  const uint64_t *first, const uint64_t *second, size_t stride, size_t width, size_t row_count, uint32_t *different,
  uint64_t *sums);

/// As apus_row_differences over the sites that are called in both rows, compared[j] being their number.
void apus_masked_row_differences(
  const uint64_t *first, const uint64_t *second, const uint64_t *called, size_t stride, size_t width, size_t row,
  size_t row_count, uint32_t *different, uint32_t *compared);

#ifdef __cplusplus
}
#endif
