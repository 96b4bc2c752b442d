#include "CFuzzer.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// Archives are mutated member by member and written anew, with checksums that are right: the reader's checks of zip and of boosters
// would stop nearly all others, and nothing behind them would ever be tried.

static bool is_archive;

void apus_fuzz_reader(const char *name) { is_archive = strcmp(name, "npz") == 0; }

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

enum { most_members = 128, most_name = 96 };

typedef struct {
  uint8_t name[most_name];
  size_t name_length, size;
  uint8_t *bytes;
} Member;

static uint32_t little(const uint8_t *at, int width) {
  uint32_t value = 0;
  for (int byte = 0; byte < width; byte++) value |= (uint32_t)at[byte] << 8 * byte;
  return value;
}

static uint8_t *put(uint8_t *at, uint64_t value, int width) {
  for (int byte = 0; byte < width; byte++) *at++ = (uint8_t)(value >> 8 * byte);
  return at;
}

static uint32_t crc(const uint8_t *bytes, size_t size) {
  uint32_t value = ~0u;
  for (size_t index = 0; index < size; index++) {
    value ^= bytes[index];
    for (int bit = 0; bit < 8; bit++) value = value & 1 ? 0xEDB88320u ^ value >> 1 : value >> 1;
  }
  return ~value;
}

// The members of the archive by its local headers; 0 if it is none.
static int read_members(const uint8_t *data, size_t size, Member *members) {
  int count = 0;
  size_t at = 0;
  while (count < most_members && at + 30 <= size && little(data + at, 4) == 0x04034B50) {
    Member *member = &members[count];
    size_t name = little(data + at + 26, 2), extra = little(data + at + 28, 2), length = little(data + at + 22, 4);
    if (name > most_name || at + 30 + name + extra + length > size) break;
    memcpy(member->name, data + at + 30, name);
    member->name_length = name;
    member->size = length;
    member->bytes = malloc(length + 1);
    memcpy(member->bytes, data + at + 30 + name + extra, length);
    at += 30 + name + extra + length;
    count++;
  }
  return count;
}

static size_t archive_size(const Member *members, int count) {
  size_t size = 22;
  for (int index = 0; index < count; index++) size += 76 + 2 * members[index].name_length + members[index].size;
  return size;
}

static uint8_t *put_common(uint8_t *at, const Member *member) {
  at = put(put(put(put(put(at, 20, 2), 0, 2), 0, 2), 0, 2), 0x21, 2);
  at = put(put(put(at, crc(member->bytes, member->size), 4), member->size, 4), member->size, 4);
  return put(put(at, member->name_length, 2), 0, 2);
}

static size_t write_archive(uint8_t *data, const Member *members, int count) {
  uint8_t *at = data;
  size_t places[most_members];
  for (int index = 0; index < count; index++) {
    const Member *member = &members[index];
    places[index] = (size_t)(at - data);
    at = put_common(put(at, 0x04034B50, 4), member);
    memcpy(at, member->name, member->name_length);
    at += member->name_length;
    memcpy(at, member->bytes, member->size);
    at += member->size;
  }
  uint8_t *directory = at;
  for (int index = 0; index < count; index++) {
    const Member *member = &members[index];
    at = put_common(put(put(at, 0x02014B50, 4), 20, 2), member);
    at = put(put(put(at, 0, 8), 0, 2), places[index], 4);
    memcpy(at, member->name, member->name_length);
    at += member->name_length;
  }
  size_t length = (size_t)(at - directory);
  at = put(put(put(at, 0x06054B50, 4), 0, 4), (uint64_t)count, 2);
  at = put(put(put(put(at, (uint64_t)count, 2), length, 4), (uint64_t)(directory - data), 4), 0, 2);
  return (size_t)(at - data);
}

// Where the numbers of a .npy begin; its size if it is none.
static size_t numbers(const Member *member) {
  if (member->size < 10) return member->size;
  size_t first = 10 + little(member->bytes + 8, 2);
  return first < member->size ? first : member->size;
}

static bool is_named(const Member *member, const char *name) {
  return member->name_length == strlen(name) && memcmp(member->name, name, member->name_length) == 0;
}

// Writes the sizes and hashes that a model has of its boosters anew.
static void mend_hashes(Member *members, int count) {
  for (int index = 0; index < count; index++) {
    if (!is_named(&members[index], "xgboost_check.npy")) continue;
    size_t at = numbers(&members[index]);
    for (int booster = 0; booster < 10 && at + 16 <= members[index].size; booster++, at += 16) {
      char name[] = "xgboost_0.npy";
      name[8] = (char)('0' + booster);
      for (int other = 0; other < count; other++) {
        if (!is_named(&members[other], name)) continue;
        uint64_t hash = 0xCBF29CE484222325u;
        size_t first = numbers(&members[other]);
        for (size_t byte = first; byte < members[other].size; byte++)
          hash = (hash ^ members[other].bytes[byte]) * 0x100000001B3u;
        put(put(members[index].bytes + at, members[other].size - first, 8), hash, 8);
      }
    }
  }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned int seed) {
  if (!is_archive || seed % 16 == 0) return LLVMFuzzerMutate(data, size, most);
  static Member members[most_members];
  int count = read_members(data, size, members);
  if (count == 0) return LLVMFuzzerMutate(data, size, most);
  size_t before = archive_size(members, count);
  srand(seed);
  Member *chosen = &members[rand() % count];
  // Numbers of an array keep their header, mostly: a shape that does not fit its numbers is told at once.
  size_t first = rand() % 4 == 0 ? 0 : numbers(chosen);
  size_t room = before < most ? most - before : 0;
  if (first == chosen->size) first = 0;
  if (first > 0) room = 0;
  chosen->bytes = realloc(chosen->bytes, chosen->size + room + 1);
  size_t part = chosen->size - first;
  size_t changed = part + room == 0 ? 0 : LLVMFuzzerMutate(chosen->bytes + first, part, part + room);
  // An array of as many numbers as before.
  if (first > 0 && changed < part) memset(chosen->bytes + first + changed, 0, part - changed);
  chosen->size = first > 0 ? chosen->size : changed;
  mend_hashes(members, count);
  size_t result = archive_size(members, count) <= most ? write_archive(data, members, count) : size;
  for (int index = 0; index < count; index++) free(members[index].bytes);
  return result;
}
