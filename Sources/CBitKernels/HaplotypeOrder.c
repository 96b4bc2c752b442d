#include "CBitKernels.h"

#include <string.h>

// Stable partition by allele (Durbin 2014), without branches on the alleles.
void apus_order_advance(
  const uint64_t *site, const uint32_t *order, const uint32_t *divergence, size_t count, size_t zeros,
  uint32_t site_index, uint32_t *new_order, uint32_t *new_divergence) {
  uint32_t last_zero = site_index + 1, last_one = site_index + 1;
  size_t zero = 0, one = zeros;
  for (size_t i = 0; i < count; i++) {
    uint32_t haplotype = order[i], from = divergence[i];
    last_zero = from > last_zero ? from : last_zero;
    last_one = from > last_one ? from : last_one;
    size_t bit = site[haplotype >> 6] >> (haplotype & 63) & 1;
    size_t place = bit ? one : zero;
    new_order[place] = haplotype;
    new_divergence[place] = bit ? last_one : last_zero;
    last_one = bit ? 0 : last_one;
    last_zero = bit ? last_zero : 0;
    one += bit;
    zero += 1 - bit;
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
