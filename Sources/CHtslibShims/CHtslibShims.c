#include "CHtslibShims.h"
#include "VariantText.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

int64_t apus_contig_length(const bcf_hdr_t *header, int index) {
  if (index < 0 || index >= header->n[BCF_DT_CTG]) return 0;
  const bcf_idinfo_t *info = header->id[BCF_DT_CTG][index].val;
  return info ? (int64_t)info->info[0] : 0;
}

int apus_contig_count(const bcf_hdr_t *header) { return header->n[BCF_DT_CTG]; }

const char *apus_contig_name(const bcf_hdr_t *header, int index) { return header->id[BCF_DT_CTG][index].key; }

const char *apus_sample_name(const bcf_hdr_t *header, int index) { return header->samples[index]; }

int apus_sample_count(const bcf_hdr_t *header) { return bcf_hdr_nsamples(header); }

int apus_allele_count(const bcf1_t *record) { return record->n_allele; }

int apus_peek_line(const kstring_t *line, size_t *name_length, int64_t *position) {
  const char *tab = memchr(line->s, '\t', line->l);
  if (!tab || tab == line->s) return -1;
  *name_length = (size_t)(tab - line->s);
  const char *p = tab + 1, *end = line->s + line->l;
  int64_t value = 0;
  if (p == end || *p < '0' || *p > '9') return -1;
  for (; p < end && *p >= '0' && *p <= '9'; p++) {
    value = value * 10 + (*p - '0');
    if (value > ((int64_t)1 << 40)) return -1;
  }
  if (p == end || *p != '\t') return -1;
  *position = value;
  return 0;
}

// The first genotype of a line of VCF and the place of GT in FORMAT; NULL if there is none.
static char *first_genotype(const kstring_t *line, int *field) {
  char *p = line->s, *end = line->s + line->l;
  // The keys of FORMAT are the ninth column.
  for (int column = 0; column < 8; column++) {
    p = memchr(p, '\t', (size_t)(end - p));
    if (!p) return NULL;
    p++;
  }
  *field = 0;
  while (end - p < 2 || p[0] != 'G' || p[1] != 'T' || (end - p > 2 && p[2] != ':' && p[2] != '\t')) {
    while (p < end && *p != ':' && *p != '\t') p++;
    if (p == end || *p == '\t') return NULL;
    p++;
    (*field)++;
  }
  return memchr(p, '\t', (size_t)(end - p));
}

int apus_prepare_genotypes(kstring_t *line) {
  int field;
  const char *p = first_genotype(line, &field), *end = line->s + line->l;
  if (!p) return 0;
  char *to = (char *)p;
  while (p < end) {
    // The tab, and the fields in front of GT.
    *to++ = *p++;
    for (int skip = 0; skip < field && p < end && *p != '\t';) {
      skip += *p == ':';
      *to++ = *p++;
    }
    // VCF 4.4 may begin with the phase of the first allele.
    const char first = p < end ? *p : 0;
    if (first == '|' || first == '/') p++;
    for (int digits = 0; p < end && *p != '\t' && *p != ':'; p++) {
      digits = *p >= '0' && *p <= '9' ? digits + 1 : 0;
      if (digits > 9) return -1;
      *to++ = first == '/' && *p == '|' ? '/' : *p;
    }
    while (p < end && *p != '\t') *to++ = *p++;
  }
  *to = 0;
  line->l = (size_t)(to - line->s);
  return 0;
}

int64_t apus_line_number(const htsFile *file) { return file->lineno; }

int apus_compression(const htsFile *file) {
  switch (file->format.compression) {
  case no_compression: return 0;
  case gzip: return 1;
  case bgzf: return 2;
  default: return 1;
  }
}

int apus_is_bcf(const htsFile *file) {
  if (file->format.format == bcf) return 1;
  return file->format.format == vcf ? 0 : -1;
}

hts_itr_t *apus_tbx_query(tbx_t *index, int contig, int64_t start, int64_t end) {
  return tbx_itr_queryi(index, contig, start, end);
}

int64_t apus_first_offset(const hts_itr_t *iterator) {
  return iterator && !iterator->finished && iterator->n_off > 0 ? (int64_t)iterator->off[0].u : -1;
}

BGZF *apus_bgzf(htsFile *file) { return file->fp.bgzf; }

hts_itr_t *apus_bcf_query(hts_idx_t *index, int contig, int64_t start, int64_t end) {
  return bcf_itr_queryi(index, contig, start, end);
}

int apus_bcf_next(htsFile *file, const bcf_hdr_t *header, hts_itr_t *iterator, bcf1_t *record) {
  int code = bcf_itr_next(file, iterator, record);
  if (code >= 0 && header->keep_samples) bcf_subset_format(header, record);
  return code;
}

int apus_info_aa(const bcf_hdr_t *header, bcf1_t *record, char **buffer, int *capacity) {
  return bcf_get_info_string(header, record, "AA", buffer, capacity);
}

int apus_genotype_width(const bcf_fmt_t *format) { return format && format->p ? format->n : 0; }

// GT values need not be aligned.
static inline int32_t load8(const uint8_t *call, int k) { return (int8_t)call[k]; }
static inline int32_t load16(const uint8_t *call, int k) {
  int16_t value;
  memcpy(&value, call + 2 * (size_t)k, 2);
  return value;
}
static inline int32_t load32(const uint8_t *call, int k) {
  int32_t value;
  memcpy(&value, call + 4 * (size_t)k, 4);
  return value;
}

int apus_is_no_call(const bcf_fmt_t *format, int sample) {
  const uint8_t *call = format->p + (size_t)sample * format->size;
  for (int k = 0; k < format->n; k++) {
    switch (format->type) {
    case BCF_BT_INT8:
      if (load8(call, k) != bcf_int8_vector_end && load8(call, k) >> 1 > 0) return 0;
      break;
    case BCF_BT_INT16:
      if (load16(call, k) != bcf_int16_vector_end && load16(call, k) >> 1 > 0) return 0;
      break;
    default:
      if (load32(call, k) != bcf_int32_vector_end && load32(call, k) >> 1 > 0) return 0;
    }
  }
  return 1;
}

void apus_blank_call(const bcf_fmt_t *format, int sample) {
  uint8_t *call = format->p + (size_t)sample * format->size;
  for (int k = 0; k < format->n; k++) {
    // A missing allele is 0, and keeps its phase.
    switch (format->type) {
    case BCF_BT_INT8:
      if (load8(call, k) != bcf_int8_vector_end) call[k] = 0;
      break;
    case BCF_BT_INT16:
      if (load16(call, k) != bcf_int16_vector_end) memset(call + 2 * (size_t)k, 0, 2);
      break;
    default:
      if (load32(call, k) != bcf_int32_vector_end) memset(call + 4 * (size_t)k, 0, 4);
    }
  }
}

int apus_phased_heterozygote(const bcf_fmt_t *format, int sample) {
  const uint8_t *call = format->p + (size_t)sample * format->size;
  if (format->n < 2 || format->type != BCF_BT_INT8) return 0;
  int differs = 0;
  for (int k = 0; k < format->n && load8(call, k) != bcf_int8_vector_end; k++) {
    if (load8(call, k) >> 1 <= 0 || (k > 0 && !(load8(call, k) & 1))) return 0;
    differs |= load8(call, k) >> 1 != load8(call, 0) >> 1;
  }
  return differs;
}

int apus_format_numbers(const bcf_hdr_t *header, bcf1_t *record, const char *key, int32_t **buffer, int *capacity) {
  void *values = *buffer;
  const int count = bcf_get_format_values(header, record, key, &values, capacity, BCF_HT_INT);
  *buffer = values;
  return count;
}

int apus_format_reals(const bcf_hdr_t *header, bcf1_t *record, const char *key, float **buffer, int *capacity) {
  void *values = *buffer;
  const int count = bcf_get_format_values(header, record, key, &values, capacity, BCF_HT_REAL);
  *buffer = values;
  return count;
}

int apus_format_texts(const bcf_hdr_t *header, bcf1_t *record, const char *key, char **buffer, int *capacity) {
  void *values = *buffer;
  const int count = bcf_get_format_values(header, record, key, &values, capacity, BCF_HT_STR);
  *buffer = values;
  return count;
}

// The number of alleles of one call, and whether none of them is known.
#define APUS_CALL_SHAPE(load, end_value, missing_value, call, width, ploidy, blank)                                \
  do {                                                                                                             \
    ploidy = 0;                                                                                                    \
    blank = 1;                                                                                                     \
    while (ploidy < width && ploidy < 255 && load(call, ploidy) != end_value) {                                    \
      if (load(call, ploidy) != missing_value && (load(call, ploidy) >> 1) != 0) blank = 0;                        \
      ploidy++;                                                                                                    \
    }                                                                                                              \
  } while (0)

#define APUS_OBSERVE(name, load, end_value, missing_value)                                                         \
  static void name(const bcf_fmt_t *format, const int32_t *columns, int sample_count, uint8_t *ploidy_of,          \
                   uint8_t *known) {                                                                               \
    const int width = format->n;                                                                                   \
    for (int i = 0; i < sample_count; i++) {                                                                       \
      if (known[i]) continue;                                                                                      \
      const uint8_t *call = format->p + (size_t)columns[i] * format->size;                                         \
      int ploidy, blank;                                                                                           \
      APUS_CALL_SHAPE(load, end_value, missing_value, call, width, ploidy, blank);                                 \
      if (!blank) {                                                                                                \
        ploidy_of[i] = (uint8_t)ploidy;                                                                            \
        known[i] = 1;                                                                                              \
      } else if (ploidy > ploidy_of[i]) {                                                                          \
        ploidy_of[i] = (uint8_t)ploidy;                                                                            \
      }                                                                                                            \
    }                                                                                                              \
  }

#define APUS_COUNT(name, load, end_value, missing_value)                                                           \
  static void name(const bcf_fmt_t *format, const int32_t *columns, int sample_count, uint32_t *tallies) {         \
    const int width = format->n;                                                                                   \
    for (int i = 0; i < sample_count; i++) {                                                                       \
      const uint8_t *call = format->p + (size_t)columns[i] * format->size;                                         \
      int ploidy, blank;                                                                                           \
      APUS_CALL_SHAPE(load, end_value, missing_value, call, width, ploidy, blank);                                 \
      if (!blank) tallies[256 * (size_t)i + (size_t)ploidy]++;                                                     \
    }                                                                                                              \
  }

#define APUS_DECODE(name, load, end_value, missing_value)                                                          \
  static apus_genotypes name(const bcf_fmt_t *format, const apus_samples *samples, int allele_count, int target,    \
                             uint64_t *words, uint64_t *missing) {                                                 \
    apus_genotypes result = {0};                                                                    \
    const int width = format->n;                                                                                   \
    const uint8_t *ploidy_of = samples->ploidy;                                                                    \
    uint8_t *known = samples->known;                                                                               \
    for (int i = 0; i < samples->sample_count; i++) {                                                              \
      const uint8_t *call = format->p + (size_t)samples->columns[i] * format->size;                                \
      int ploidy, blank;                                                                                           \
      APUS_CALL_SHAPE(load, end_value, missing_value, call, width, ploidy, blank);                                 \
      int bit = samples->first[i];                                                                                          \
      if (blank) {                                                                                                 \
        for (int k = 0; k < ploidy_of[i]; k++, bit++) missing[bit >> 6] |= (uint64_t)1 << (bit & 63);              \
        result.missing += ploidy_of[i];                                                                            \
        continue;                                                                                                  \
      }                                                                                                            \
      if (ploidy != ploidy_of[i] && samples->is_settled) {                                                         \
        for (int k = 0; k < ploidy_of[i]; k++, bit++) missing[bit >> 6] |= (uint64_t)1 << (bit & 63);              \
        result.missing += ploidy_of[i];                                                                            \
        continue;                                                                                                  \
      }                                                                                                            \
      if (ploidy != ploidy_of[i]) {                                                                                \
        result.status = known[i] ? 2 : 1;                                                                          \
        result.sample = i;                                                                                         \
        result.found = ploidy;                                                                                     \
        return result;                                                                                             \
      }                                                                                                            \
      known[i] = 1;                                                                                                \
      int differs = 0, phased = 1;                                                                                 \
      for (int k = 0; k < ploidy; k++, bit++) {                                                                    \
        const int allele = load(call, k) == missing_value ? -1 : (int)(load(call, k) >> 1) - 1;                    \
        if (allele >= allele_count || allele < -1) {                                                               \
          result.status = 3;                                                                                       \
          result.sample = i;                                                                                       \
          result.found = allele;                                                                                   \
          return result;                                                                                           \
        }                                                                                                          \
        words[bit >> 6] |= (uint64_t)(allele == target) << (bit & 63);                                                \
        missing[bit >> 6] |= (uint64_t)(allele < 0) << (bit & 63);                                                 \
        result.alternative += allele == target;                                                                    \
        result.missing += allele < 0;                                                                              \
        if (k > 0) {                                                                                               \
          differs |= (load(call, k) >> 1) != (load(call, 0) >> 1);                                                 \
          phased &= load(call, k) & 1;                                                                             \
        }                                                                                                          \
      }                                                                                                            \
      if (differs && !phased) {                                                                                    \
        result.unphased++;                                                                                         \
        samples->unphased[samples->first[i] >> 6] |= (uint64_t)1 << (samples->first[i] & 63);                      \
      }                                                                                                            \
    }                                                                                                              \
    return result;                                                                                                 \
  }

APUS_OBSERVE(observe8, load8, bcf_int8_vector_end, bcf_int8_missing)
APUS_OBSERVE(observe16, load16, bcf_int16_vector_end, bcf_int16_missing)
APUS_OBSERVE(observe32, load32, bcf_int32_vector_end, bcf_int32_missing)
APUS_COUNT(count8, load8, bcf_int8_vector_end, bcf_int8_missing)
APUS_COUNT(count16, load16, bcf_int16_vector_end, bcf_int16_missing)
APUS_COUNT(count32, load32, bcf_int32_vector_end, bcf_int32_missing)
APUS_DECODE(decode8, load8, bcf_int8_vector_end, bcf_int8_missing)
APUS_DECODE(decode16, load16, bcf_int16_vector_end, bcf_int16_missing)
APUS_DECODE(decode32, load32, bcf_int32_vector_end, bcf_int32_missing)

void apus_observe_ploidies(const bcf_fmt_t *format, const int32_t *columns, int sample_count, uint8_t *ploidy,
                           uint8_t *known) {
  switch (format->type) {
  case BCF_BT_INT8: observe8(format, columns, sample_count, ploidy, known); break;
  case BCF_BT_INT16: observe16(format, columns, sample_count, ploidy, known); break;
  default: observe32(format, columns, sample_count, ploidy, known); break;
  }
}

void apus_count_ploidies(const bcf_fmt_t *format, const int32_t *columns, int sample_count, uint32_t *tallies) {
  switch (format->type) {
  case BCF_BT_INT8: count8(format, columns, sample_count, tallies); break;
  case BCF_BT_INT16: count16(format, columns, sample_count, tallies); break;
  default: count32(format, columns, sample_count, tallies); break;
  }
}

// What 64 bytes hold in their bits 0, 1 and 2, side by side, and whether one has a higher bit.
typedef struct {
  uint64_t bits[3];
  int is_other;
} apus_bit_planes;

#ifdef __SSE2__
static inline apus_bit_planes bit_planes(const uint8_t *bytes) {
  apus_bit_planes result = {{0}};
  __m128i all = _mm_setzero_si128();
  for (int k = 0; k < 4; k++) {
    const __m128i values = _mm_loadu_si128((const __m128i *)(bytes + 16 * k));
    all = _mm_or_si128(all, values);
    result.bits[0] |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_slli_epi16(values, 7)) << (16 * k);
    result.bits[1] |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_slli_epi16(values, 6)) << (16 * k);
    result.bits[2] |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_slli_epi16(values, 5)) << (16 * k);
  }
  const __m128i higher = _mm_and_si128(all, _mm_set1_epi8((char)0xF8));
  result.is_other = _mm_movemask_epi8(_mm_cmpeq_epi8(higher, _mm_setzero_si128())) != 0xFFFF;
  return result;
}
#else
// The lowest bits of 8 bytes side by side: the products with the eight powers of two never meet.
static inline uint64_t gather8(uint64_t bits) { return (bits & 0x0101010101010101u) * 0x0102040810204080u >> 56; }

static inline apus_bit_planes bit_planes(const uint8_t *bytes) {
  apus_bit_planes result = {{0}};
  for (int k = 0; k < 8; k++) {
    uint64_t values;
    memcpy(&values, bytes + 8 * k, 8);
    for (int plane = 0; plane < 3; plane++) result.bits[plane] |= gather8(values >> plane) << (8 * k);
    result.is_other |= (values & 0xF8F8F8F8F8F8F8F8u) != 0;
  }
  return result;
}
#endif

void apus_note_known(const apus_samples *samples, const uint64_t *missing) {
  for (int i = 0; i < samples->sample_count; i++) samples->known[i] |= (missing[i >> 5] >> (2 * (i & 31)) & 3) != 3;
}

// Diploid calls of all samples, one byte an allele (allele + 1, then the phase in the lowest bit), two alleles; status 4 where
// that is not all.
static apus_genotypes decode_diploid8(const bcf_fmt_t *format, const apus_samples *samples, uint64_t *words,
                                      uint64_t *missing) {
  apus_genotypes result = {0};
  uint64_t odd = 0;
  for (int start = 0, word = 0; start < samples->sample_count; start += 32, word++) {
    const int count = samples->sample_count - start < 32 ? samples->sample_count - start : 32;
    const uint8_t *calls = format->p + 2 * (size_t)start;
    uint8_t padded[64];
    if (count < 32) {
      memset(padded, 0x02, sizeof padded);
      memcpy(padded, calls, 2 * (size_t)count);
      calls = padded;
    }
    const apus_bit_planes planes = bit_planes(calls);
    const uint64_t phases = planes.bits[0], ones = planes.bits[1], twos = planes.bits[2];
    odd |= (uint64_t)planes.is_other;
    const uint64_t blank = ~(ones | twos);
    odd |= ones & twos;
    words[word] = twos;
    missing[word] = blank;
    const uint64_t differ = ((twos ^ twos >> 1) | (blank ^ blank >> 1)) & 0x5555555555555555u;
    result.alternative += __builtin_popcountll(twos);
    result.missing += __builtin_popcountll(blank);
    const uint64_t open = differ & ~(phases >> 1);
    result.unphased += __builtin_popcountll(open);
    samples->unphased[word] |= open;
  }
  if (odd) {
    result.status = 4;
  } else if (memchr(samples->known, 0, (size_t)samples->sample_count)) {
    apus_note_known(samples, missing);
  }
  return result;
}

apus_genotypes apus_decode_genotypes(const bcf_fmt_t *format, const apus_samples *samples, int allele_count, int target,
                                     uint64_t *words, uint64_t *missing) {
  if (samples->is_plain_diploid && format->type == BCF_BT_INT8 && format->n == 2 && allele_count == 2 && target == 1) {
    const apus_genotypes result = decode_diploid8(format, samples, words, missing);
    if (result.status == 0) return result;
  }
  memset(words, 0, (size_t)samples->word_count * 8);
  memset(missing, 0, (size_t)samples->word_count * 8);
  switch (format->type) {
  case BCF_BT_INT8: return decode8(format, samples, allele_count, target, words, missing);
  case BCF_BT_INT16: return decode16(format, samples, allele_count, target, words, missing);
  default: return decode32(format, samples, allele_count, target, words, missing);
  }
}

void apus_encode_genotypes(const uint64_t *words, const uint64_t *missing, const uint8_t *ploidy, int sample_count,
                           int width, int phased, int32_t *values) {
  int bit = 0;
  for (int i = 0; i < sample_count; i++) {
    int32_t *call = values + (size_t)i * width;
    for (int k = 0; k < width; k++) {
      if (k >= ploidy[i]) {
        call[k] = bcf_int32_vector_end;
        continue;
      }
      const int is_missing = missing && (missing[bit >> 6] >> (bit & 63) & 1);
      const int allele = (int)(words[bit >> 6] >> (bit & 63) & 1);
      // The first allele of a call carries no phase of its own.
      const int mark = phased && k > 0;
      call[k] = is_missing ? (bcf_gt_missing | mark) : (mark ? bcf_gt_phased(allele) : bcf_gt_unphased(allele));
      bit++;
    }
  }
}
