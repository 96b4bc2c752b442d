// The genotype columns of a plain line of VCF.
#include "VariantText.h"

#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#define APUS_CLONES __attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#else
#define APUS_CLONES
#endif

// Two diploid calls are eight bytes, "0|1\t0|0\t"; read as a little-endian word, each byte has its fixed place.
static const uint64_t two_calls = 0x09307C3009307C30u;
static const uint64_t allele_bits = 0x0001000100010001u;
static const uint64_t allele_bytes = 0x00FF00FF00FF00FFu;
static const uint64_t separator_bits = 0x0000000100000001u;
static const uint64_t separator_bytes = 0x000000FF000000FFu;
static const uint64_t tab_bytes = 0xFF000000FF000000u;

static inline uint64_t load(const char *bytes) {
  uint64_t word;
  memcpy(&word, bytes, 8);
  return word;
}

// Bits 0, 16, 32 and 48 side by side: the products with the four powers of two never meet.
static inline uint64_t gather(uint64_t bits) { return bits * 0x1000200040008000u >> 60; }

typedef struct {
  uint64_t alleles, missing, slashes;
} apus_batch;

// 32 diploid calls of 4 bytes each as bits; false if one is not `0`, `1` or `.` on both sides of `|` or `/`.
static inline int decode_batch(const char *text, apus_batch *batch) {
  uint64_t odd = 0, alleles = 0;
  for (int k = 0; k < 16; k++) {
    const uint64_t difference = load(text + 8 * k) ^ two_calls;
    odd |= difference & ~allele_bits;
    alleles |= gather(difference & allele_bits) << (4 * k);
  }
  batch->alleles = alleles;
  batch->missing = batch->slashes = 0;
  if (!odd) return 1;
  // Not all are called and phased: `.` differs from `0` by 0x1E, `/` from `|` by 0x53.
  odd = alleles = 0;
  for (int k = 0; k < 16; k++) {
    const uint64_t difference = load(text + 8 * k) ^ two_calls;
    const uint64_t missing = difference >> 4 & allele_bits;
    const uint64_t allele = (difference & allele_bytes) ^ missing * 0x1E;
    const uint64_t separator = difference >> 8 & separator_bytes;
    const uint64_t slash = separator & separator_bits;
    odd |= (difference & tab_bytes) | (separator ^ slash * 0x53) | (allele & ~allele_bits) | (allele & missing);
    alleles |= gather(allele & allele_bits) << (4 * k);
    batch->missing |= gather(missing) << (4 * k);
    batch->slashes |= gather(slash) << (4 * k);
  }
  batch->alleles = alleles;
  return !odd;
}

// Every sample in the order of the file, diploid, FORMAT only GT: 4 bytes a call.
static apus_genotypes decode_diploid(const apus_text *text, const apus_samples *samples, uint64_t *words,
                                     uint64_t *missing) {
  const int sample_count = samples->sample_count;
  apus_genotypes result = {0};
  for (int start = 0, word = 0; start < sample_count; start += 32, word++) {
    const int count = sample_count - start < 32 ? sample_count - start : 32;
    const char *calls = text->genotypes + 4 * (size_t)start;
    char padded[128];
    if (start + 32 >= sample_count) {
      // The last call of the line has no tab behind it.
      for (int k = 0; k < 16; k++) memcpy(padded + 8 * k, &two_calls, 8);
      memcpy(padded, calls, 4 * (size_t)count - 1);
      calls = padded;
    }
    apus_batch batch;
    if (!decode_batch(calls, &batch)) {
      result.status = 4;
      return result;
    }
    words[word] = batch.alleles;
    missing[word] = batch.missing;
    result.alternative += __builtin_popcountll(batch.alleles);
    if (batch.missing | batch.slashes) {
      const uint64_t differ = (batch.alleles ^ batch.alleles >> 1) | (batch.missing ^ batch.missing >> 1);
      const uint64_t open = differ & batch.slashes;
      result.missing += __builtin_popcountll(batch.missing);
      result.unphased += __builtin_popcountll(open);
      samples->unphased[word] |= open;
    }
  }
  if (memchr(samples->known, 0, (size_t)sample_count)) apus_note_known(samples, missing);
  return result;
}

// True if the line has `count` columns of 3 bytes each.
APUS_CLONES static int has_short_columns(const char *text, size_t length, int count) {
  if (length != 4 * (size_t)count - 1) return 0;
  size_t tabs = 0, in_place = 0;
  for (size_t i = 0; i < length; i++) tabs += text[i] == '\t';
  for (size_t i = 3; i < length; i += 4) in_place += text[i] == '\t';
  return tabs == (size_t)count - 1 && in_place == tabs;
}

static inline int is_digit(char letter) { return letter >= '0' && letter <= '9'; }

// One further FORMAT field of a column: its end, or NULL where htslib should look at it.
static const char *skip_field(const char *p, int type) {
  const char *start = p;
  if (type == BCF_HT_STR) {
    while ((uint8_t)*p >= ' ' && *p != ':') p++;
    return p == start ? NULL : p;
  }
  while (1) {
    if (*p == '.' && !is_digit(p[1])) {
      p++;
    } else {
      if (*p == '-') p++;
      if (!is_digit(*p)) return NULL;
      while (is_digit(*p)) p++;
      if (type == BCF_HT_REAL) {
        if (*p == '.') {
          p++;
          while (is_digit(*p)) p++;
        }
        if (*p == 'e' || *p == 'E') {
          p++;
          if (*p == '-' || *p == '+') p++;
          if (!is_digit(*p)) return NULL;
          while (is_digit(*p)) p++;
        }
      }
    }
    if (*p != ',') return p;
    p++;
  }
}

enum { MOST_PLOIDY = 16 };

typedef struct {
  int ploidy, is_blank, is_phased;
  int8_t alleles[MOST_PLOIDY];
} apus_call;

// The genotype at `p`: its end, or NULL where htslib should look at it.
static inline const char *scan_call(const char *p, int allele_count, apus_call *call) {
  call->ploidy = 0;
  call->is_blank = call->is_phased = 1;
  // VCF 4.4 may begin with the phase of the first allele.
  if (*p == '|' || *p == '/') call->is_phased = *p++ == '|';
  while (1) {
    if (call->ploidy == MOST_PLOIDY) return NULL;
    if (is_digit(*p)) {
      const int allele = *p++ - '0';
      if (allele >= allele_count || is_digit(*p)) return NULL;
      call->alleles[call->ploidy++] = (int8_t)allele;
      call->is_blank = 0;
    } else if (*p == '.') {
      p++;
      call->alleles[call->ploidy++] = -1;
    } else {
      return NULL;
    }
    if (*p == '/') {
      call->is_phased = 0;
    } else if (*p != '|') {
      return p;
    }
    p++;
  }
}

// Adds one call to the site's bits; false where htslib should look at it.
static inline int add_call(const apus_call *call, int sample, const apus_samples *samples, int target, uint64_t *words,
                           uint64_t *missing, apus_genotypes *result) {
  int bit = samples->first[sample];
  const int ploidy = samples->ploidy[sample];
  const int is_other = !call->is_blank && call->ploidy != ploidy;
  if (call->is_blank || (is_other && samples->is_settled)) {
    for (int k = 0; k < ploidy; k++, bit++) missing[bit >> 6] |= (uint64_t)1 << (bit & 63);
    result->missing += ploidy;
    return 1;
  }
  if (is_other) return 0;
  samples->known[sample] = 1;
  int differs = 0;
  for (int k = 0; k < ploidy; k++, bit++) {
    const int is_target = call->alleles[k] == target, is_missing = call->alleles[k] < 0;
    words[bit >> 6] |= (uint64_t)is_target << (bit & 63);
    missing[bit >> 6] |= (uint64_t)is_missing << (bit & 63);
    result->alternative += is_target;
    result->missing += is_missing;
    differs |= call->alleles[k] != call->alleles[0];
  }
  if (differs && !call->is_phased) {
    result->unphased++;
    samples->unphased[samples->first[sample] >> 6] |= (uint64_t)1 << (samples->first[sample] & 63);
  }
  return 1;
}

// Any columns, one after the other; without `words` they are only checked.
static apus_genotypes decode_columns(const apus_text *text, const apus_samples *samples, int allele_count, int target,
                                     uint64_t *words, uint64_t *missing) {
  apus_genotypes result = {0};
  const char *p = text->genotypes, *end = p + text->genotypes_length;
  const int is_short = text->format_count == 1 && has_short_columns(p, text->genotypes_length, text->column_count);
  for (int column = 0; column < text->column_count; column++) {
    if (p >= end) goto odd;
    const int sample = samples->sample_of_column[column];
    if (sample < 0) {
      if (is_short) {
        p += 4;
        continue;
      }
      const char *tab = memchr(p, '\t', (size_t)(end - p));
      if (tab == p) goto odd;
      p = tab ? tab + 1 : end + 1;
      continue;
    }
    apus_call call;
    p = scan_call(p, allele_count, &call);
    if (!p) goto odd;
    for (int key = 1; *p == ':'; key++) {
      if (key == text->format_count) goto odd;
      p = skip_field(p + 1, text->format_types[key]);
      if (!p) goto odd;
    }
    if (p < end && *p != '\t') goto odd;
    if (words && !add_call(&call, sample, samples, target, words, missing, &result)) goto odd;
    p++;
  }
  if (p == end + 1) return result;
odd:
  result.status = 4;
  return result;
}

apus_genotypes apus_text_decode(const apus_text *text, const apus_samples *samples, int allele_count, int target,
                                uint64_t *words, uint64_t *missing) {
  if (samples->is_plain_diploid && text->format_count == 1 && allele_count == 2 && target == 1
      && text->genotypes_length == 4 * (size_t)text->column_count - 1) {
    const apus_genotypes result = decode_diploid(text, samples, words, missing);
    if (result.status == 0) return result;
  }
  memset(words, 0, (size_t)samples->word_count * 8);
  memset(missing, 0, (size_t)samples->word_count * 8);
  return decode_columns(text, samples, allele_count, target, words, missing);
}

int apus_text_is_sound(const apus_text *text, const apus_samples *samples) {
  return decode_columns(text, samples, 10, 0, NULL, NULL).status == 0;
}
