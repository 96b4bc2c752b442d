// Rows of ms text, one character a site, as bits.
#include "MSRows.h"

#include <string.h>

// The lowest bits of 64 characters; `odd` gets what is neither 0 nor 1.
static inline uint64_t pack64(const uint8_t *text, uint64_t *odd) {
  uint64_t bits = 0;
  for (int k = 0; k < 8; k++) {
    uint64_t eight;
    memcpy(&eight, text + 8 * k, 8);
    *odd |= eight ^ 0x3030303030303030u;
    // The lowest bits of 8 bytes side by side: the products with the eight powers of two never meet.
    bits |= ((eight & 0x0101010101010101u) * 0x0102040810204080u >> 56) << (8 * k);
  }
  return bits;
}

int apus_pack_row(const uint8_t *row, size_t count, uint64_t *words) {
  uint64_t odd = 0;
  size_t start = 0, word = 0;
  for (; start + 64 <= count; start += 64) words[word++] = pack64(row + start, &odd);
  if (start < count) {
    uint8_t padded[64];
    memset(padded, '0', sizeof padded);
    memcpy(padded, row + start, count - start);
    words[word] = pack64(padded, &odd);
  }
  return (odd & 0xFEFEFEFEFEFEFEFEu) == 0;
}

// Bit j of word i becomes bit i of word j: halves are exchanged, then quarters, down to single bits.
static void transpose64(uint64_t block[64]) {
  uint64_t mask = 0x00000000FFFFFFFFu;
  for (int width = 32; width != 0; width >>= 1, mask ^= mask << width) {
    for (int start = 0; start < 64; start += 2 * width) {
      for (int i = start; i < start + width; i++) {
        const uint64_t moved = (block[i] >> width ^ block[i + width]) & mask;
        block[i + width] ^= moved;
        block[i] ^= moved << width;
      }
    }
  }
}

void apus_transpose_rows(const uint64_t *rows, size_t row_count, size_t column_count, uint64_t *columns) {
  const size_t words_per_row = (column_count + 63) / 64, words_per_column = (row_count + 63) / 64;
  for (size_t word = 0; word < words_per_row; word++) {
    const size_t width = column_count - 64 * word < 64 ? column_count - 64 * word : 64;
    for (size_t block = 0; block < words_per_column; block++) {
      const size_t height = row_count - 64 * block < 64 ? row_count - 64 * block : 64;
      uint64_t bits[64] = {0};
      for (size_t i = 0; i < height; i++) bits[i] = rows[(64 * block + i) * words_per_row + word];
      transpose64(bits);
      for (size_t j = 0; j < width; j++) columns[(64 * word + j) * words_per_column + block] = bits[j];
    }
  }
}
