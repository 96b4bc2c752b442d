#include "CBitKernels.h"
#include "Clones.h"

enum { lane_count = 8, chunk_words = 4 };

/// Adds what `words` (at most chunk_words) words tell apart row `row` from rows [begin, end), multiples of lane_count.
APUS_INLINE void add_differences(
  const uint64_t *first, const uint64_t *second, size_t stride, size_t words, size_t row, size_t begin, size_t end,
  uint32_t *different) {
  uint64_t own_first[chunk_words], own_second[chunk_words];
  for (size_t w = 0; w < words; w++) {
    own_first[w] = first[w * stride + row];
    own_second[w] = second ? second[w * stride + row] : 0;
  }
  for (size_t j = begin; j < end; j += lane_count) {
    for (size_t t = j; t < j + lane_count; t++) {
      uint64_t sum = 0;
      for (size_t w = 0; w < words; w++) {
        uint64_t unlike = own_first[w] ^ first[w * stride + t];
        if (second) unlike |= own_second[w] ^ second[w * stride + t];
        sum += apus_popcount(unlike);
      }
      different[t] += (uint32_t)sum;
    }
  }
}

APUS_INLINE void row_differences(
  const uint64_t *first, const uint64_t *second, size_t stride, size_t width, size_t row, size_t begin, size_t end,
  uint32_t *different) {
  for (size_t w = 0; w < width; w += chunk_words) {
    const uint64_t *a = first + w * stride, *b = second ? second + w * stride : NULL;
    // Numbers of words that are known when this is compiled keep the sums in registers.
    switch (width - w) {
    case 1: add_differences(a, b, stride, 1, row, begin, end, different); break;
    case 2: add_differences(a, b, stride, 2, row, begin, end, different); break;
    case 3: add_differences(a, b, stride, 3, row, begin, end, different); break;
    default: add_differences(a, b, stride, 4, row, begin, end, different); break;
    }
  }
}

/// See apus_row_differences.
APUS_INLINE void one_row(
  const uint64_t *first, const uint64_t *second, size_t stride, size_t width, size_t row, size_t row_count,
  uint32_t *different) {
  size_t begin = (row + 1) / lane_count * lane_count;
  size_t end = (row_count + lane_count - 1) / lane_count * lane_count;
  for (size_t j = begin; j < end; j++) different[j] = 0;
  row_differences(first, second, stride, width, row, begin, end, different);
  for (size_t j = begin; j <= row; j++) different[j] = 0;
  for (size_t j = row_count; j < end; j++) different[j] = 0;
}

APUS_CLONES
void apus_row_differences(
  const uint64_t *restrict first, const uint64_t *restrict second, size_t stride, size_t width, size_t row,
  size_t row_count, uint32_t *restrict different) {
  if (second) {
    one_row(first, second, stride, width, row, row_count, different);
  } else {
    one_row(first, NULL, stride, width, row, row_count, different);
  }
}

/// Sums of powers of the numbers at begin ..< end, multiples of lane_count: the first three, and the fourth in halves.
APUS_INLINE void power_sums(const uint32_t *numbers, size_t begin, size_t end, uint64_t *sums) {
  uint64_t sum1 = 0, sum2 = 0, sum3 = 0, low = 0, high = 0;
  for (size_t j = begin; j < end; j += lane_count) {
    for (size_t t = j; t < j + lane_count; t++) {
      // All factors fit 32 bits: a vector unit multiplies them in one step.
      uint32_t d = numbers[t], d2 = d * d;
      uint64_t d3 = (uint64_t)d2 * d, d4 = (uint64_t)d2 * d2;
      sum1 += d;
      sum2 += d2;
      sum3 += d3;
      low += (uint32_t)d4;
      high += d4 >> 32;
    }
  }
  sums[0] = sum1;
  sums[1] = sum2;
  sums[2] = sum3;
  sums[3] = low;
  sums[4] = high;
}

APUS_INLINE void pair_sums(
  const uint64_t *first, const uint64_t *second, size_t stride, size_t width, size_t row_count, uint32_t *different,
  uint64_t *sums) {
  // Sums of one row fit 64 bits, sums of all rows may not.
  unsigned __int128 total[4] = {0};
  size_t end = (row_count + lane_count - 1) / lane_count * lane_count;
  for (size_t row = 0; row + 1 < row_count; row++) {
    uint64_t powers[5];
    one_row(first, second, stride, width, row, row_count, different);
    power_sums(different, (row + 1) / lane_count * lane_count, end, powers);
    for (size_t power = 0; power < 4; power++) total[power] += powers[power];
    total[3] += (unsigned __int128)powers[4] << 32;
  }
  for (size_t power = 0; power < 4; power++) {
    sums[2 * power] = (uint64_t)total[power];
    sums[2 * power + 1] = (uint64_t)(total[power] >> 64);
  }
}

APUS_CLONES
void apus_pair_sums(
  const uint64_t *restrict first, const uint64_t *restrict second, size_t stride, size_t width, size_t row_count,
  uint32_t *restrict different, uint64_t *restrict sums) {
  if (second) {
    pair_sums(first, second, stride, width, row_count, different, sums);
  } else {
    pair_sums(first, NULL, stride, width, row_count, different, sums);
  }
}

APUS_CLONES
void apus_masked_row_differences(
  const uint64_t *restrict first, const uint64_t *restrict second, const uint64_t *restrict called, size_t stride,
  size_t width, size_t row, size_t row_count, uint32_t *restrict different, uint32_t *restrict compared) {
  for (size_t j = row + 1; j < row_count; j++) different[j] = compared[j] = 0;
  for (size_t w = 0; w < width; w++) {
    const uint64_t *a = first + w * stride, *b = second ? second + w * stride : first + w * stride;
    const uint64_t *calls = called + w * stride;
    uint64_t own_a = a[row], own_b = b[row], own_calls = calls[row];
    for (size_t j = row + 1; j < row_count; j++) {
      uint64_t both = own_calls & calls[j];
      different[j] += (uint32_t)apus_popcount(((own_a ^ a[j]) | (own_b ^ b[j])) & both);
      compared[j] += (uint32_t)apus_popcount(both);
    }
  }
}
