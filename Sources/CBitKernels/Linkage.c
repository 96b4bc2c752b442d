#include "CBitKernels.h"
#include "Clones.h"

// No fused multiply-add: instruction sets that have it would round differently from those that have not.
#pragma STDC FP_CONTRACT OFF

enum { block_size = 32 };

/// What the sites from `first` on share with one site: adds |word & plane[j]| to shared[j].
APUS_INLINE void add_shared(const uint64_t *plane, uint64_t word, size_t count, uint64_t *shared) {
  for (size_t t = 0; t < count; t++) shared[t] += apus_popcount(word & plane[t]);
}

/// Turns shared counts into r2 and adds them to `before` and to the sum that is returned.
APUS_INLINE uint64_t add_r2(
  const uint64_t *shared, const double *counts, const double *weights, double sample, double count, double weight,
  size_t number, uint64_t *before) {
  uint64_t sum = 0;
  for (size_t t = 0; t < number; t++) {
    double d = sample * apus_double(shared[t]) - count * counts[t];
    uint64_t r2 = apus_fixed((d * d) * (weight * weights[t]));
    before[t] += r2;
    sum += r2;
  }
  return sum;
}

/// The whole loop for a number of planes that is known when it is inlined, in one pass without intermediate counts.
APUS_INLINE void linkage_few_planes(
  const uint64_t *planes, size_t stride, size_t plane_count, const double *counts, const double *weights,
  double sample, size_t site_count, uint64_t *before, uint64_t *after) {
  for (size_t i = 0; i < site_count; i++) {
    uint64_t word[4];
    for (size_t w = 0; w < plane_count; w++) word[w] = planes[w * stride + i];
    double count = counts[i], weight = weights[i];
    uint64_t sum = 0;
    for (size_t j = i + 1; j < site_count; j++) {
      uint64_t shared = 0;
      for (size_t w = 0; w < plane_count; w++) shared += apus_popcount(word[w] & planes[w * stride + j]);
      double d = sample * apus_double(shared) - count * counts[j];
      uint64_t r2 = apus_fixed((d * d) * (weight * weights[j]));
      before[j] += r2;
      sum += r2;
    }
    after[i] = sum;
  }
}

APUS_CLONES
void apus_linkage_sums(
  const uint64_t *restrict planes, size_t stride, size_t plane_count, const double *restrict counts,
  const double *restrict weights, double sample, size_t site_count, uint64_t *restrict before,
  uint64_t *restrict after) {
  for (size_t s = 0; s < site_count; s++) before[s] = 0;
  switch (plane_count) {
  case 1: linkage_few_planes(planes, stride, 1, counts, weights, sample, site_count, before, after); return;
  case 2: linkage_few_planes(planes, stride, 2, counts, weights, sample, site_count, before, after); return;
  case 3: linkage_few_planes(planes, stride, 3, counts, weights, sample, site_count, before, after); return;
  case 4: linkage_few_planes(planes, stride, 4, counts, weights, sample, site_count, before, after); return;
  default: break;
  }
  for (size_t i = 0; i < site_count; i++) {
    uint64_t sum = 0;
    for (size_t j = i + 1; j < site_count; j += block_size) {
      size_t number = site_count - j < block_size ? site_count - j : block_size;
      uint64_t shared[block_size] = {0};
      for (size_t w = 0; w < plane_count; w++) {
        add_shared(planes + w * stride + j, planes[w * stride + i], number, shared);
      }
      sum += add_r2(shared, counts + j, weights + j, sample, counts[i], weights[i], number, before + j);
    }
    after[i] = sum;
  }
}

/// What low and high genotype bits of two words share: the sum of the products of the genotypes. High bits are low bits
/// too, so low & high and high & low overlap in just high & high: three counts do for four.
APUS_INLINE uint64_t genotype_product(uint64_t low_i, uint64_t high_i, uint64_t low_j, uint64_t high_j) {
  return apus_popcount(low_i & low_j) + apus_popcount((low_i & high_j) | (high_i & low_j))
    + 2 * apus_popcount(high_i & high_j);
}

APUS_INLINE void genotype_linkage_few_planes(
  const uint64_t *low, const uint64_t *high, size_t stride, size_t plane_count, const double *counts,
  const double *weights, double sample, size_t site_count, uint64_t *before, uint64_t *after) {
  for (size_t i = 0; i < site_count; i++) {
    double count = counts[i], weight = weights[i];
    uint64_t sum = 0;
    for (size_t j = i + 1; j < site_count; j++) {
      uint64_t product = 0;
      for (size_t w = 0; w < plane_count; w++) {
        size_t first = w * stride;
        product += genotype_product(low[first + i], high[first + i], low[first + j], high[first + j]);
      }
      double d = sample * apus_double(product) - count * counts[j];
      uint64_t r2 = apus_fixed((d * d) * (weight * weights[j]));
      before[j] += r2;
      sum += r2;
    }
    after[i] = sum;
  }
}

APUS_CLONES
void apus_genotype_linkage_sums(
  const uint64_t *restrict low, const uint64_t *restrict high, size_t stride, size_t plane_count,
  const double *restrict counts, const double *restrict weights, double sample, size_t site_count,
  uint64_t *restrict before, uint64_t *restrict after) {
  for (size_t s = 0; s < site_count; s++) before[s] = 0;
  switch (plane_count) {
  case 1:
    genotype_linkage_few_planes(low, high, stride, 1, counts, weights, sample, site_count, before, after);
    return;
  case 2:
    genotype_linkage_few_planes(low, high, stride, 2, counts, weights, sample, site_count, before, after);
    return;
  default: break;
  }
  for (size_t i = 0; i < site_count; i++) {
    uint64_t sum = 0;
    for (size_t j = i + 1; j < site_count; j += block_size) {
      size_t number = site_count - j < block_size ? site_count - j : block_size;
      uint64_t shared[block_size] = {0};
      for (size_t w = 0; w < plane_count; w++) {
        uint64_t low_word = low[w * stride + i], high_word = high[w * stride + i];
        const uint64_t *low_plane = low + w * stride + j, *high_plane = high + w * stride + j;
        for (size_t t = 0; t < number; t++) {
          shared[t] += genotype_product(low_word, high_word, low_plane[t], high_plane[t]);
        }
      }
      sum += add_r2(shared, counts + j, weights + j, sample, counts[i], weights[i], number, before + j);
    }
    after[i] = sum;
  }
}
