#include "CBitKernels.h"
#include "Clones.h"

#pragma STDC FP_CONTRACT OFF

/// Integer moments of one pair of sites over the calls that both have.
struct pair_moments {
  uint64_t calls, product, sum_i, sum_j, squares_i, squares_j;
};

APUS_INLINE struct pair_moments moments(
  const uint64_t *low, const uint64_t *high, const uint64_t *called, size_t stride, size_t plane_count, size_t i,
  size_t j) {
  struct pair_moments m = {0};
  for (size_t w = 0; w < plane_count; w++) {
    const uint64_t *low_plane = low + w * stride, *called_plane = called + w * stride;
    uint64_t low_i = low_plane[i], low_j = low_plane[j], called_i = called_plane[i], called_j = called_plane[j];
    m.calls += apus_popcount(called_i & called_j);
    m.product += apus_popcount(low_i & low_j);
    uint64_t ones_i = apus_popcount(low_i & called_j), ones_j = apus_popcount(low_j & called_i);
    m.sum_i += ones_i;
    m.sum_j += ones_j;
    m.squares_i += ones_i;
    m.squares_j += ones_j;
    if (high) {
      const uint64_t *high_plane = high + w * stride;
      uint64_t high_i = high_plane[i], high_j = high_plane[j];
      // High bits are low bits too, so these two overlap in high_i & high_j.
      m.product += apus_popcount((low_i & high_j) | (high_i & low_j)) + 2 * apus_popcount(high_i & high_j);
      uint64_t twos_i = apus_popcount(high_i & called_j), twos_j = apus_popcount(high_j & called_i);
      m.sum_i += twos_i;
      m.sum_j += twos_j;
      m.squares_i += 3 * twos_i;
      m.squares_j += 3 * twos_j;
    }
  }
  return m;
}

APUS_INLINE void masked_linkage(
  const uint64_t *restrict low, const uint64_t *restrict high, const uint64_t *restrict called, size_t stride,
  size_t plane_count, size_t site_count, uint64_t *restrict before, uint64_t *restrict after,
  uint64_t *restrict before_pairs, uint64_t *restrict after_pairs) {
  for (size_t i = 0; i < site_count; i++) {
    uint64_t sum = 0, pairs = 0;
    for (size_t j = i + 1; j < site_count; j++) {
      struct pair_moments m = moments(low, high, called, stride, plane_count, i, j);
      double calls = apus_double(m.calls), sum_i = apus_double(m.sum_i), sum_j = apus_double(m.sum_j);
      double variance_i = calls * apus_double(m.squares_i) - sum_i * sum_i;
      double variance_j = calls * apus_double(m.squares_j) - sum_j * sum_j;
      double d = calls * apus_double(m.product) - sum_i * sum_j;
      // All of these are whole numbers below 2^53, so exact; without variance d is 0 as well.
      double variances = variance_i * variance_j;
      uint64_t defined = variances > 0 ? 1 : 0;
      uint64_t r2 = apus_fixed((d * d) / (variances > 0 ? variances : 1.0));
      before[j] += r2;
      before_pairs[j] += defined;
      sum += r2;
      pairs += defined;
    }
    after[i] = sum;
    after_pairs[i] = pairs;
  }
}

APUS_CLONES
void apus_masked_linkage_sums(
  const uint64_t *low, const uint64_t *high, const uint64_t *called, size_t stride, size_t plane_count,
  size_t site_count, uint64_t *before, uint64_t *after, uint64_t *before_pairs, uint64_t *after_pairs) {
  for (size_t s = 0; s < site_count; s++) before[s] = before_pairs[s] = 0;
  // Numbers of planes that are known when this is compiled let the loops over pairs become vectors.
  if (high && plane_count == 1) {
    masked_linkage(low, high, called, stride, 1, site_count, before, after, before_pairs, after_pairs);
  } else if (high && plane_count == 2) {
    masked_linkage(low, high, called, stride, 2, site_count, before, after, before_pairs, after_pairs);
  } else if (high) {
    masked_linkage(low, high, called, stride, plane_count, site_count, before, after, before_pairs, after_pairs);
  } else if (plane_count == 1) {
    masked_linkage(low, NULL, called, stride, 1, site_count, before, after, before_pairs, after_pairs);
  } else if (plane_count == 2) {
    masked_linkage(low, NULL, called, stride, 2, site_count, before, after, before_pairs, after_pairs);
  } else if (plane_count == 4) {
    masked_linkage(low, NULL, called, stride, 4, site_count, before, after, before_pairs, after_pairs);
  } else {
    masked_linkage(low, NULL, called, stride, plane_count, site_count, before, after, before_pairs, after_pairs);
  }
}
