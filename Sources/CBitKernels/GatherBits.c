#include "CBitKernels.h"
#include "Clones.h"

APUS_CLONES
void apus_gather_bits(
  const uint64_t *restrict source, uint32_t from, uint32_t bits, uint64_t *restrict target, uint32_t to,
  size_t site_count, uint32_t *restrict counts) {
  uint64_t mask = bits == 64 ? ~(uint64_t)0 : ((uint64_t)1 << bits) - 1;
  for (size_t s = 0; s < site_count; s++) {
    uint64_t word = (source[s] >> from) & mask;
    target[s] |= word << to;
    counts[s] += (uint32_t)apus_popcount(word);
  }
}
