#include "CBitKernels.h"

// Swaps ever smaller off-diagonal quarters (Warren, Hacker's Delight, section 7-3).
void apus_transpose_64(uint64_t *block) {
  uint64_t mask = 0x00000000FFFFFFFFu;
  for (unsigned width = 32; width != 0; width >>= 1, mask ^= mask << width) {
    for (unsigned k = 0; k < 64; k = ((k | width) + 1) & ~width) {
      uint64_t swapped = ((block[k] >> width) ^ block[k | width]) & mask;
      block[k] ^= swapped << width;
      block[k | width] ^= swapped;
    }
  }
}
