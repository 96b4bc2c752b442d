#include "CBitKernels.h"
#include "Clones.h"

APUS_CLONES
void apus_carrier_counts(
  const uint64_t *sites, size_t site_count, size_t words_per_site, const uint64_t *carriers, uint32_t *counts) {
  for (size_t s = 0; s < site_count; s++) {
    uint64_t count = 0;
    for (size_t w = 0; w < words_per_site; w++) {
      count += apus_popcount(sites[s * words_per_site + w] & carriers[w]);
    }
    counts[s] = (uint32_t)count;
  }
}

APUS_CLONES
uint64_t apus_carrier_differences(
  const uint64_t *sites, size_t site_count, size_t words_per_site, const uint64_t *carriers, uint64_t carrier_count) {
  uint64_t sum = 0;
  for (size_t s = 0; s < site_count; s++) {
    uint64_t count = 0;
    for (size_t w = 0; w < words_per_site; w++) {
      count += apus_popcount(sites[s * words_per_site + w] & carriers[w]);
    }
    sum += count * (carrier_count - count);
  }
  return sum;
}
