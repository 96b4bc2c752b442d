// Lines of VCF that hold nothing unusual, read without htslib's parser: the fixed columns here, the genotypes in
// GenotypeText.c. Whatever is unusual is left to htslib, so that it alone decides what is an error.
#include "VariantText.h"

#include <stdlib.h>
#include <string.h>

static uint64_t hash(const char *text, size_t length, uint64_t seed) {
  uint64_t value = 0xCBF29CE484222325u ^ seed;
  for (size_t i = 0; i < length; i++) value = (value ^ (uint8_t)text[i]) * 0x100000001B3u;
  return value ? value : 1;
}

apus_text *apus_text_create(const bcf_hdr_t *header, int column_count) {
  apus_text *text = calloc(1, sizeof *text);
  if (!text) return NULL;
  text->header = header;
  text->column_count = column_count;
  const int aa = bcf_hdr_id2int(header, BCF_DT_ID, "AA");
  text->has_text_aa =
    bcf_hdr_idinfo_exists(header, BCF_HL_INFO, aa) && bcf_hdr_id2type(header, BCF_HL_INFO, aa) == BCF_HT_STR;
  return text;
}

void apus_text_destroy(apus_text *text) { free(text); }

// Open addressing; a full table only means that lines with further keys are left to htslib.
static int is_known(const apus_text *text, uint64_t key) {
  for (size_t slot = key & (APUS_KEY_SLOTS - 1);; slot = (slot + 1) & (APUS_KEY_SLOTS - 1)) {
    if (text->keys[slot] == key) return 1;
    if (!text->keys[slot]) return 0;
  }
}

// Notes a key that htslib has not passed yet.
static void require(apus_text *text, uint64_t key) {
  if (is_known(text, key)) return;
  if (text->pending_count < APUS_MOST_PENDING) text->pending[text->pending_count] = key;
  text->pending_count++;
}

void apus_text_accept(apus_text *text) {
  for (int i = 0; i < text->pending_count && i < APUS_MOST_PENDING; i++) {
    if (text->key_count >= APUS_KEY_SLOTS / 2) break;
    const uint64_t key = text->pending[i];
    if (is_known(text, key)) continue;
    size_t slot = key & (APUS_KEY_SLOTS - 1);
    while (text->keys[slot]) slot = (slot + 1) & (APUS_KEY_SLOTS - 1);
    text->keys[slot] = key;
    text->key_count++;
  }
  text->pending_count = 0;
}

// The alleles of REF and ALT.
static int scan_alleles(const char *ref, size_t ref_length, const char *alt, size_t alt_length, apus_fields *fields) {
  memset(fields->bases, 0, sizeof fields->bases);
  fields->bases[0] = ref_length == 1 ? (uint8_t)*ref : 0;
  fields->alleles[0] = ref;
  fields->lengths[0] = (int32_t)ref_length;
  fields->allele_count = 1;
  if (alt_length == 1 && *alt == '.') return 1;
  const char *end = alt + alt_length;
  while (1) {
    const char *comma = memchr(alt, ',', (size_t)(end - alt));
    const size_t length = (size_t)((comma ? comma : end) - alt);
    if (length == 0 || fields->allele_count == APUS_MOST_ALLELES) return 0;
    fields->alleles[fields->allele_count] = alt;
    fields->lengths[fields->allele_count] = (int32_t)length;
    fields->bases[fields->allele_count++] = length == 1 ? (uint8_t)*alt : 0;
    if (!comma) return 1;
    alt = comma + 1;
  }
}

// FILTER; 0 if it holds something that htslib should look at.
static int scan_filter(apus_text *text, const char *filter, size_t length, apus_fields *fields) {
  fields->passes = !text->filter_count;
  fields->is_filtered = !(length == 1 && *filter == '.') && !(length == 4 && memcmp(filter, "PASS", 4) == 0);
  const char *end = filter + length;
  while (1) {
    const char *semicolon = memchr(filter, ';', (size_t)(end - filter));
    const size_t part = (size_t)((semicolon ? semicolon : end) - filter);
    if (part == 0) return 0;
    const uint64_t key = hash(filter, part, 1);
    if (!(part == 1 && *filter == '.')) require(text, key);
    for (int i = 0; i < text->filter_count; i++) fields->passes |= text->filters[i] == key;
    if (!semicolon) return 1;
    filter = semicolon + 1;
  }
}

// INFO: its keys, and the ancestral allele.
static int scan_info(apus_text *text, const char *info, size_t length, apus_fields *fields) {
  fields->ancestral = 0;
  if (length == 1 && *info == '.') return 1;
  const char *end = info + length;
  int has_aa = 0;
  while (1) {
    const char *semicolon = memchr(info, ';', (size_t)(end - info));
    const char *stop = semicolon ? semicolon : end;
    const char *equals = memchr(info, '=', (size_t)(stop - info));
    const size_t key_length = (size_t)((equals ? equals : stop) - info);
    if (key_length == 0) return 0;
    require(text, hash(info, key_length, 2));
    if (key_length == 2 && info[0] == 'A' && info[1] == 'A' && !has_aa) {
      has_aa = 1;
      const char *value = equals ? equals + 1 : stop;
      if (text->has_text_aa && value < stop && (value + 1 == stop || value[1] == '|')) fields->ancestral = (uint8_t)*value;
    }
    if (!semicolon) return 1;
    info = semicolon + 1;
  }
}

// The types of the FORMAT keys; 0 if it does not begin with GT or a key is not defined.
static int scan_format(apus_text *text, const char *format, size_t length) {
  if (length == text->format_length && memcmp(format, text->format, length) == 0) return 1;
  text->format_length = 0;
  if (length < 2 || length > sizeof text->format || format[0] != 'G' || format[1] != 'T') return 0;
  if (length > 2 && format[2] != ':') return 0;
  const char *end = format + length, *key = format;
  int count = 0;
  text->format_call_fields = 0;
  while (1) {
    const char *colon = memchr(key, ':', (size_t)(end - key));
    const size_t part = (size_t)((colon ? colon : end) - key);
    char name[64];
    if (part == 0 || part >= sizeof name || count == APUS_MOST_FORMAT_KEYS) return 0;
    memcpy(name, key, part);
    name[part] = 0;
    const int id = bcf_hdr_id2int(text->header, BCF_DT_ID, name);
    if (id < 0 || !bcf_hdr_idinfo_exists(text->header, BCF_HL_FMT, id)) return 0;
    const int type = bcf_hdr_id2type(text->header, BCF_HL_FMT, id);
    if (type == BCF_HT_FLAG || (count == 0 && type != BCF_HT_STR)) return 0;
    for (int i = 0; i < count; i++)
      if (text->format_ids[i] == id) return 0;
    if (strcmp(name, "DP") == 0) text->format_call_fields |= APUS_HAS_DP;
    if (strcmp(name, "GQ") == 0) text->format_call_fields |= APUS_HAS_GQ;
    if (strcmp(name, "FT") == 0) text->format_call_fields |= APUS_HAS_FT;
    if (strcmp(name, "PS") == 0 || strcmp(name, "PSL") == 0) text->format_call_fields |= APUS_HAS_PS;
    text->format_ids[count] = id;
    text->format_types[count++] = type;
    if (!colon) break;
    key = colon + 1;
  }
  memcpy(text->format, format, length);
  text->format_length = length;
  text->format_count = count;
  return 1;
}

int apus_text_scan(apus_text *text, const kstring_t *line, apus_fields *fields) {
  const char *column[10], *p = line->s, *end = line->s + line->l;
  size_t length[9];
  text->pending_count = 0;
  for (int i = 0; i < 9; i++) {
    column[i] = p;
    const char *tab = memchr(p, '\t', (size_t)(end - p));
    if (!tab || tab == p) return 0;
    length[i] = (size_t)(tab - p);
    p = tab + 1;
  }
  if (memchr(line->s, 0, (size_t)(p - line->s))) return 0;
  text->genotypes = p;
  text->genotypes_length = (size_t)(end - p);
  if (!scan_alleles(column[3], length[3], column[4], length[4], fields)) return 0;
  if (!scan_filter(text, column[6], length[6], fields)) return 0;
  if (!scan_info(text, column[7], length[7], fields)) return 0;
  fields->has_genotypes = 1;
  fields->format = NULL;
  const int is_plain = scan_format(text, column[8], length[8]) && text->pending_count == 0;
  fields->call_fields = text->format_call_fields;
  return is_plain;
}

void apus_text_set_filters(apus_text *text, const char *const *names, int count) {
  text->filter_count = count < APUS_MOST_FILTERS ? count : APUS_MOST_FILTERS;
  for (int i = 0; i < text->filter_count; i++) text->filters[i] = hash(names[i], strlen(names[i]), 1);
}

void apus_record_fields(const bcf_hdr_t *header, bcf1_t *record, const char *const *filters, int filter_count,
                        apus_fields *fields) {
  bcf_unpack(record, BCF_UN_FLT);
  memset(fields, 0, sizeof *fields);
  fields->allele_count = record->n_allele;
  for (int i = 0; i < record->n_allele && i < APUS_MOST_ALLELES; i++) {
    const char *allele = record->d.allele[i];
    fields->bases[i] = allele[0] && !allele[1] ? (uint8_t)allele[0] : 0;
    fields->alleles[i] = allele;
    fields->lengths[i] = (int32_t)strlen(allele);
  }
  for (int k = 0; k < record->d.n_flt; k++) {
    const char *name = bcf_hdr_int2id(header, BCF_DT_ID, record->d.flt[k]);
    fields->is_filtered |= name && strcmp(name, "PASS") != 0;
  }
  fields->passes = !filter_count;
  for (int i = 0; i < filter_count; i++) {
    const int is_dot = filters[i][0] == '.' && !filters[i][1];
    if (record->d.n_flt == 0) {
      fields->passes |= is_dot;
      continue;
    }
    const int id = is_dot ? -1 : bcf_hdr_id2int(header, BCF_DT_ID, filters[i]);
    for (int k = 0; k < record->d.n_flt; k++) fields->passes |= id >= 0 && record->d.flt[k] == id;
  }
  fields->format = bcf_get_fmt((bcf_hdr_t *)header, record, "GT");
  // A BCF record may say that it has fewer samples than its header; it is read as one without calls.
  if (fields->format && fields->format->p &&
      (uint64_t)fields->format->p_len < (uint64_t)bcf_hdr_nsamples(header) * (uint64_t)fields->format->size)
    fields->format = NULL;
  fields->has_genotypes = apus_genotype_width(fields->format) > 0;
}
