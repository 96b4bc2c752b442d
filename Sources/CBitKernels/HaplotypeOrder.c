#include "CBitKernels.h"
#include "Clones.h"

#include <string.h>

/// Bit i of `site` as byte i.
APUS_INLINE void apus_spread(const uint64_t *site, size_t count, uint8_t *alleles) {
  for (size_t i = 0; i < count; i += 8) {
    uint64_t byte = site[i >> 6] >> (i & 63) & 0xFF;
    // Bit j of the byte to the lowest bit of byte j: seven copies side by side, the eighth bit by itself.
    uint64_t low = (byte & 0x7F) * 0x0002040810204081u & 0x0001010101010101u;
    uint64_t spread = low | (byte >> 7) << 56;
    memcpy(alleles + i, &spread, sizeof spread);
  }
}

/// Where the next haplotype with an allele goes, and the largest divergence since the last one.
typedef struct {
  size_t place;
  uint32_t from;
} apus_class;

/// A block whose haplotypes all have the allele of `own`: it moves as it is.
APUS_INLINE void apus_move_block(
  const uint32_t *order, const uint32_t *divergence, apus_class *own, apus_class *other, uint32_t *new_order,
  uint32_t *new_divergence) {
  uint32_t largest = 0;
  for (size_t j = 0; j < 16; j++) {
    new_order[own->place + j] = order[j];
    new_divergence[own->place + j] = divergence[j];
    largest = divergence[j] > largest ? divergence[j] : largest;
  }
  if (own->from > divergence[0]) new_divergence[own->place] = own->from;
  own->place += 16;
  own->from = 0;
  other->from = largest > other->from ? largest : other->from;
}

// Stable partition by allele (Durbin 2014). Neighbours in the order mostly have the same allele, so that blocks move
// whole; mixed ones go haplotype by haplotype, without a branch on the allele.
APUS_CLONES
void apus_order_advance(
  const uint64_t *site, const uint32_t *order, const uint32_t *divergence, size_t count, size_t zeros,
  uint32_t site_index, uint8_t *alleles, uint32_t *new_order, uint32_t *new_divergence) {
  apus_spread(site, count, alleles);
  apus_class zero = {0, site_index + 1}, one = {zeros, site_index + 1};
  size_t i = 0;
  while (i < count) {
    size_t end = i + 16 < count ? i + 16 : count;
    if (end - i == 16) {
      unsigned ones = 0;
      for (size_t j = 0; j < 16; j++) ones += alleles[order[i + j]];
      if (ones == 0 || ones == 16) {
        if (ones == 0) apus_move_block(order + i, divergence + i, &zero, &one, new_order, new_divergence);
        else apus_move_block(order + i, divergence + i, &one, &zero, new_order, new_divergence);
        i = end;
        continue;
      }
    }
    for (; i < end; i++) {
      uint32_t haplotype = order[i], from = divergence[i];
      zero.from = from > zero.from ? from : zero.from;
      one.from = from > one.from ? from : one.from;
      size_t bit = alleles[haplotype];
      size_t place = bit ? one.place : zero.place;
      new_order[place] = haplotype;
      new_divergence[place] = bit ? one.from : zero.from;
      one.from = bit ? 0 : one.from;
      zero.from = bit ? zero.from : 0;
      one.place += bit;
      zero.place += 1 - bit;
    }
  }
}

size_t apus_order_called(
  const uint64_t *missing, const uint32_t *order, const uint32_t *divergence, size_t count, uint32_t *called) {
  size_t kept = 0;
  uint32_t from = 0;
  for (size_t i = 0; i < count; i++) {
    uint32_t haplotype = order[i];
    from = divergence[i] > from ? divergence[i] : from;
    if (missing[haplotype >> 6] >> (haplotype & 63) & 1) continue;
    called[kept++] = from;
    from = 0;
  }
  return kept;
}

// The stack holds the maxima of all stretches that end at the current place, largest first, each with the number of
// stretches that have it; `current` is their sum.
uint64_t apus_order_divergence_sum(
  const uint32_t *divergence, size_t count, uint32_t *stack_values, uint32_t *stack_counts) {
  uint64_t total = 0, current = 0;
  size_t top = 0;
  stack_values[0] = UINT32_MAX;
  for (size_t i = 1; i < count; i++) {
    uint32_t value = divergence[i], stretches = 1;
    while (stack_values[top] <= value) {
      current -= (uint64_t)stack_values[top] * stack_counts[top];
      stretches += stack_counts[top];
      top--;
    }
    top++;
    stack_values[top] = value;
    stack_counts[top] = stretches;
    current += (uint64_t)value * stretches;
    total += current;
  }
  return total;
}

double apus_order_value_sum(
  const uint32_t *divergence, size_t count, const double *values, double *stack_values, uint32_t *stack_counts) {
  double total = 0, current = 0;
  size_t top = 0;
  stack_values[0] = __builtin_inf();
  for (size_t i = 1; i < count; i++) {
    double value = values[divergence[i]];
    uint32_t stretches = 1;
    while (stack_values[top] <= value) {
      current -= stack_values[top] * stack_counts[top];
      stretches += stack_counts[top];
      top--;
    }
    top++;
    stack_values[top] = value;
    stack_counts[top] = stretches;
    current += value * stretches;
    total += current;
  }
  return total;
}
