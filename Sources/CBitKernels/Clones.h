#pragma once
// Where the linker can choose between versions of a function when the program starts, the kernels are compiled once for
// each instruction set that changes how bits are counted. Elsewhere (arm64 counts bits in its baseline) once.
#if defined(__x86_64__) && defined(__linux__)
#define APUS_CLONES \
  __attribute__((target_clones("default", "popcnt", "avx2", "arch=x86-64-v4", "avx512vpopcntdq")))
#else
#define APUS_CLONES
#endif

#define APUS_INLINE static inline __attribute__((always_inline))

#include <stdint.h>
#include <string.h>

APUS_INLINE uint64_t apus_popcount(uint64_t word) { return (uint64_t)__builtin_popcountll(word); }

/// A whole number below 2^52 as a double, in a way that every vector unit can do.
APUS_INLINE double apus_double(uint64_t number) {
  uint64_t bits = number | 0x4330000000000000u;
  double value;
  memcpy(&value, &bits, sizeof value);
  return value - 0x1p52;
}

/// `r2` in units of 2^-46, rounded to nearest: adding 64 leaves just these bits in the fraction.
APUS_INLINE uint64_t apus_fixed(double r2) {
  double shifted = r2 + 64.0;
  uint64_t bits;
  memcpy(&bits, &shifted, sizeof bits);
  return bits - 0x4050000000000000u;
}
