#include "CBitKernels.h"
#include "Clones.h"

/// Bits 0, 2, 4 ... of `word` moved together.
APUS_INLINE uint64_t even_bits(uint64_t word) {
  uint64_t x = word & 0x5555555555555555u;
  x = (x | x >> 1) & 0x3333333333333333u;
  x = (x | x >> 2) & 0x0F0F0F0F0F0F0F0Fu;
  x = (x | x >> 4) & 0x00FF00FF00FF00FFu;
  x = (x | x >> 8) & 0x0000FFFF0000FFFFu;
  return (x | x >> 16) & 0x00000000FFFFFFFFu;
}

APUS_INLINE void genotype_plane(
  const uint64_t *alleles, const uint64_t *missing, size_t stride, uint64_t first_bits, uint64_t second_bits,
  size_t site_count, uint64_t *low, uint64_t *high, uint64_t *called, uint64_t *ones, uint64_t *twos,
  uint64_t *calls) {
  for (size_t s = 0; s < site_count; s++) {
    uint64_t a = alleles[s], b = second_bits ? alleles[stride + s] : 0;
    uint64_t present = even_bits(first_bits) | even_bits(second_bits) << 32;
    if (missing) {
      uint64_t gaps_a = missing[s], gaps_b = second_bits ? missing[stride + s] : 0;
      present &= even_bits(~(gaps_a | gaps_a >> 1)) | even_bits(~(gaps_b | gaps_b >> 1)) << 32;
    }
    uint64_t l = (even_bits(a | a >> 1) | even_bits(b | b >> 1) << 32) & present;
    uint64_t h = (even_bits(a & a >> 1) | even_bits(b & b >> 1) << 32) & present;
    low[s] = l;
    high[s] = h;
    called[s] = present;
    ones[s] += apus_popcount(l);
    twos[s] += apus_popcount(h);
    calls[s] += apus_popcount(present);
  }
}

APUS_CLONES
void apus_genotype_plane(
  const uint64_t *restrict alleles, const uint64_t *restrict missing, size_t stride, uint64_t first_bits,
  uint64_t second_bits, size_t site_count, uint64_t *restrict low, uint64_t *restrict high,
  uint64_t *restrict called, uint64_t *restrict ones, uint64_t *restrict twos, uint64_t *restrict calls) {
  // Known when compiled: whether there is a second word, and a mask.
  if (!missing && second_bits) {
    genotype_plane(
      alleles, NULL, stride, first_bits, second_bits, site_count, low, high, called, ones, twos, calls);
  } else if (!missing) {
    genotype_plane(alleles, NULL, stride, first_bits, 0, site_count, low, high, called, ones, twos, calls);
  } else if (second_bits) {
    genotype_plane(
      alleles, missing, stride, first_bits, second_bits, site_count, low, high, called, ones, twos, calls);
  } else {
    genotype_plane(alleles, missing, stride, first_bits, 0, site_count, low, high, called, ones, twos, calls);
  }
}
