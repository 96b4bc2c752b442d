#include "CBitKernels.h"
#include "Clones.h"

APUS_CLONES
void apus_count_bits(const uint64_t *restrict plane, uint64_t mask, size_t site_count, uint32_t *restrict counts) {
  for (size_t s = 0; s < site_count; s++) counts[s] += (uint32_t)apus_popcount(plane[s] & mask);
}
