#include "CBitKernels.h"
#include "Clones.h"

#include <string.h>

// Going outwards from the core, the order falls into ever more runs of haplotypes that are equal so far: it is split
// before place p once the site before divergence[p] is reached. Places are entered under their divergence first; the walk
// then meets them in turn and stops where few pairs are left, so that only the first splits are ever made.

APUS_INLINE size_t apus_run_start(const apus_decay_room *room, size_t place) {
  size_t word = place >> 6;
  uint64_t below = room->bounds[word] & ((1ull << (place & 63)) - 1);
  if (below == 0) {
    size_t group = word >> 6;
    uint64_t words = room->summary[group] & ((1ull << (word & 63)) - 1);
    while (words == 0) words = room->summary[--group];
    word = group << 6 | (63 - (size_t)__builtin_clzll(words));
    below = room->bounds[word];
  }
  return word << 6 | (63 - (size_t)__builtin_clzll(below));
}

APUS_INLINE size_t apus_run_end(const apus_decay_room *room, size_t place) {
  size_t word = place >> 6;
  uint64_t above = room->bounds[word] & (~1ull << (place & 63));
  if (above == 0) {
    size_t group = word >> 6;
    uint64_t words = room->summary[group] & (~1ull << (word & 63));
    while (words == 0) words = room->summary[++group];
    word = group << 6 | (size_t)__builtin_ctzll(words);
    above = room->bounds[word];
  }
  return word << 6 | (size_t)__builtin_ctzll(above);
}

APUS_INLINE void apus_set_bound(apus_decay_room *room, size_t place) {
  size_t word = place >> 6;
  room->bounds[word] |= 1ull << (place & 63);
  room->summary[word >> 6] |= 1ull << (word & 63);
}

/// The two largest runs, followed while runs are split.
typedef struct {
  size_t first, second;
} apus_largest;

/// Notes that a run of `left` + `right` haplotypes became two.
APUS_INLINE void apus_split_sizes(uint32_t *sizes, apus_largest *largest, size_t left, size_t right) {
  sizes[left + right]--;
  sizes[left]++;
  sizes[right]++;
  if (left + right < largest->second) return;
  // One of the two largest was split: the new ones are found below it, starting from the largest there was.
  size_t size = largest->first;
  while (sizes[size] == 0) size--;
  largest->first = size;
  if (sizes[size] < 2) {
    do size--;
    while (size > 0 && sizes[size] == 0);
  }
  largest->second = size;
}

APUS_INLINE apus_decay apus_walk(
  apus_decay_room *room, const uint32_t *divergence, size_t count, uint32_t core, uint32_t limit,
  int64_t least_pairs, const int merged) {
  const double *coordinate = room->coordinate, *rest = room->rest;
  uint64_t *heads = room->heads;
  uint32_t *next = room->next;
  const uint64_t stamp = (uint64_t)++room->stamp << 32;
  for (size_t place = 1; place < count; place++) {
    uint64_t head = heads[divergence[place]];
    next[place] = head >> 32 == stamp >> 32 ? (uint32_t)head : 0;
    heads[divergence[place]] = stamp | place;
  }
  size_t words = (count >> 6) + 1;
  memset(room->bounds, 0, words * sizeof(uint64_t));
  memset(room->summary, 0, ((words >> 6) + 1) * sizeof(uint64_t));
  apus_set_bound(room, 0);
  apus_set_bound(room, count);
  int64_t pairs = (int64_t)count * ((int64_t)count - 1) / 2;
  apus_largest largest = {count, 0};
  if (merged) room->sizes[count] = 1;
  double lost = 0, at = coordinate[core], at_rest = rest[core];
  int64_t together = 0;

  // Site `site` is where the next split would be noticed at site - 1; nothing is ever split at or before the limit.
  uint32_t site = core + 1;
  int ended = 0;
  heads[limit] = stamp;
  for (;;) {
    while (heads[site] >> 32 != stamp >> 32) site--;
    if (site <= limit) break;
    int64_t before = pairs + together;
    for (uint32_t place = (uint32_t)heads[site]; place != 0; place = next[place]) {
      size_t start = apus_run_start(room, place), end = apus_run_end(room, place);
      pairs -= (int64_t)(place - start) * (int64_t)(end - place);
      apus_set_bound(room, place);
      if (merged) apus_split_sizes(room->sizes, &largest, place - start, end - place);
    }
    if (merged) together = (int64_t)(largest.first * largest.second);
    if (site <= core) {
      double inner = at - coordinate[site] + (at_rest - rest[site]);
      double outer = at - coordinate[site - 1] + (at_rest - rest[site - 1]);
      lost += (double)(before - pairs - together) * (0.5 * (inner + outer));
    }
    site--;
    if (pairs <= least_pairs) {
      ended = 1;
      break;
    }
  }
  uint32_t stop = ended ? site : limit;
  if (merged) {
    // Sizes go back to 0: those of the runs that are there now.
    size_t start = 0;
    while (start < count) {
      size_t end = apus_run_end(room, start);
      room->sizes[end - start] = 0;
      start = end;
    }
  }
  double reach = at - coordinate[stop] + (at_rest - rest[stop]);
  apus_decay decay = {lost + (double)(pairs + together) * reach, stop, (uint64_t)pairs};
  return decay;
}

APUS_CLONES
apus_decay apus_order_decay(
  apus_decay_room *room, const uint32_t *divergence, size_t count, uint32_t core, uint32_t limit,
  int64_t least_pairs, int merged) {
  return merged ? apus_walk(room, divergence, count, core, limit, least_pairs, 1)
                : apus_walk(room, divergence, count, core, limit, least_pairs, 0);
}
