#pragma once
// Plain lines of VCF text: fixed columns and genotypes without htslib's parser.
#include "CHtslibShims.h"

enum {
  /// Alleles of a record that are looked at; a record with more is left to htslib and is no SNP.
  APUS_MOST_ALLELES = 16,
  APUS_MOST_FORMAT_KEYS = 64,
  APUS_MOST_PENDING = 256,
  APUS_MOST_FILTERS = 64,
  APUS_KEY_SLOTS = 4096,
};

/// FORMAT fields that say how good a call is, and of which phase set; bits of `call_fields`.
enum {
  APUS_HAS_DP = 1,
  APUS_HAS_GQ = 2,
  APUS_HAS_FT = 4,
  APUS_HAS_PS = 8,
};

/// What the fixed columns of a record say, whoever read them.
typedef struct {
  /// REF and ALT alleles; 1 where ALT is `.`.
  int32_t allele_count;
  /// True if FILTER holds one of the names asked for, or none was asked for.
  int32_t passes;
  /// True if FILTER is neither PASS nor empty.
  int32_t is_filtered;
  /// True if FORMAT has GT, and it has values.
  int32_t has_genotypes;
  /// The fields of FORMAT beside GT that are looked at, as bits (a scanned line) or 0 (any other).
  int32_t call_fields;
  /// The letter of each allele of one character; 0 for longer ones.
  uint8_t bases[APUS_MOST_ALLELES];
  /// The letters of each allele and their number; they stay until the line is parsed or the next one read.
  const char *alleles[APUS_MOST_ALLELES];
  int32_t lengths[APUS_MOST_ALLELES];
  /// The letter of INFO/AA before the first `|`; 0 if there is none, or not one letter (text only).
  uint8_t ancestral;
  /// FORMAT/GT of a record that htslib has parsed; NULL of a scanned line.
  const bcf_fmt_t *format;
} apus_fields;

/// The letter of allele `index`.
static inline uint8_t apus_base(const apus_fields *fields, int index) { return fields->bases[index]; }

/// Letter `offset` of allele `index`.
static inline uint8_t apus_letter(const apus_fields *fields, int index, int offset) {
  return (uint8_t)fields->alleles[index][offset];
}

/// The number of letters of allele `index`.
static inline int32_t apus_length(const apus_fields *fields, int index) { return fields->lengths[index]; }

/// The reader of plain lines; it keeps what it has learnt of the header and the last line.
typedef struct {
  const bcf_hdr_t *header;
  int column_count;
  int has_text_aa;
  // The last line's genotype columns.
  const char *genotypes;
  size_t genotypes_length;
  // FORMAT of the last line.
  char format[512];
  size_t format_length;
  int format_count;
  int format_ids[APUS_MOST_FORMAT_KEYS];
  int format_types[APUS_MOST_FORMAT_KEYS];
  int format_call_fields;
  // Hashes of the FILTER and INFO keys that htslib has passed, and of those of the last line that it has not.
  uint64_t keys[APUS_KEY_SLOTS];
  int key_count;
  uint64_t pending[APUS_MOST_PENDING];
  int pending_count;
  uint64_t filters[APUS_MOST_FILTERS];
  int filter_count;
} apus_text;

/// The samples of which genotypes are decoded, and where their haplotypes go.
typedef struct {
  int sample_count;
  /// The column of each sample in a record that htslib has parsed.
  const int32_t *columns;
  /// The sample of each column of the file's lines, or -1.
  const int32_t *sample_of_column;
  /// The first bit of each sample, and how many it has.
  const int32_t *first;
  const uint8_t *ploidy;
  /// 1 for a sample that has had a call.
  uint8_t *known;
  /// Set at the first bit of every sample whose call at the site decoded last is heterozygous and has no phase; cleared by nobody
  /// but the caller.
  uint64_t *unphased;
  /// 64-bit words of a site.
  int word_count;
  /// True if these are all samples in the order of the file, and all are diploid.
  int is_plain_diploid;
  /// True if the ploidies stand: a call with another number of alleles is missing.
  int is_settled;
} apus_samples;

/// Sets `known` of diploid samples that have a call at a site with the bits `missing`.
void apus_note_known(const apus_samples *samples, const uint64_t *missing);

/// A reader of lines with `column_count` samples.
apus_text *apus_text_create(const bcf_hdr_t *header, int column_count);
void apus_text_destroy(apus_text *text);

/// The names of which FILTER must hold one (`.`: an empty FILTER).
void apus_text_set_filters(apus_text *text, const char *const *names, int count);

/// Reads the fixed columns of `line`, which is not changed and must stay until the genotypes are decoded. 1, or 0 if the
/// line is not plain and needs htslib.
int apus_text_scan(apus_text *text, const kstring_t *line, apus_fields *fields);

/// htslib has parsed the line that the last scan found not plain: its keys are sound.
void apus_text_accept(apus_text *text);

/// Sets the bits of haplotypes with allele `target` in `words`, and of those without a call in `missing`, from the scanned
/// line; `status` is not 0 where htslib must do it.
apus_genotypes apus_text_decode(const apus_text *text, const apus_samples *samples, int allele_count, int target,
                                uint64_t *words, uint64_t *missing);

/// True if the genotype columns of the scanned line are such that htslib would find no fault with them; false: let it see.
int apus_text_is_sound(const apus_text *text, const apus_samples *samples);

/// Sets the bits of `words` and `missing` (cleared here) from FORMAT/GT of a record that htslib has parsed.
apus_genotypes apus_decode_genotypes(const bcf_fmt_t *format, const apus_samples *samples, int allele_count, int target,
                                     uint64_t *words, uint64_t *missing);

/// The fixed columns of a record that htslib has parsed; alleles past APUS_MOST_ALLELES have no letter.
void apus_record_fields(const bcf_hdr_t *header, bcf1_t *record, const char *const *filters, int filter_count,
                        apus_fields *fields);
