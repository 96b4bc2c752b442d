#pragma once
// Rows of ms text, one character a site, as bits.
#include <stddef.h>
#include <stdint.h>

/// Packs `count` characters 0 and 1 into (count + 63) / 64 words, the first into the lowest bit; 0 if there is any other.
int apus_pack_row(const uint8_t *row, size_t count, uint64_t *words);

/// Makes columns of packed rows: `columns` has (row_count + 63) / 64 words for each of `column_count` columns.
void apus_transpose_rows(const uint64_t *rows, size_t row_count, size_t column_count, uint64_t *columns);
