#include "CBitKernels.h"
#include "Clones.h"

APUS_CLONES
void apus_count_sites(const uint64_t *words, size_t site_count, size_t words_per_site, uint32_t *counts) {
  if (words_per_site == 1) {
    for (size_t s = 0; s < site_count; s++) counts[s] = (uint32_t)apus_popcount(words[s]);
    return;
  }
  if (words_per_site == 2) {
    for (size_t s = 0; s < site_count; s++) {
      counts[s] = (uint32_t)(apus_popcount(words[2 * s]) + apus_popcount(words[2 * s + 1]));
    }
    return;
  }
  for (size_t s = 0; s < site_count; s++) {
    uint64_t count = 0;
    for (size_t w = 0; w < words_per_site; w++) count += apus_popcount(words[s * words_per_site + w]);
    counts[s] = (uint32_t)count;
  }
}
