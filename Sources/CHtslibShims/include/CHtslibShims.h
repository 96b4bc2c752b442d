#pragma once
// What htslib offers as macros only, and the inner loop that turns FORMAT/GT into bits.
#include <htslib/bgzf.h>
#include <htslib/hts.h>
#include <htslib/kstring.h>
#include <htslib/tbx.h>
#include <htslib/vcf.h>
#include <stdint.h>

/// The length that the header gives contig `index`; 0 if it gives none.
int64_t apus_contig_length(const bcf_hdr_t *header, int index);

/// The number of places for contigs in the header; with IDX some may be empty.
int apus_contig_count(const bcf_hdr_t *header);

/// The name of the contig at place `index` of the header; NULL if IDX leaves the place empty.
const char *apus_contig_name(const bcf_hdr_t *header, int index);

/// The name of sample `index` of the header.
const char *apus_sample_name(const bcf_hdr_t *header, int index);

/// The number of samples of the header (of the selection, after bcf_hdr_set_samples).
int apus_sample_count(const bcf_hdr_t *header);

/// The number of alleles, REF included, of an unpacked or packed record.
int apus_allele_count(const bcf1_t *record);

/// Finds CHROM and POS of a line of text: the length of the name and the 1-based position; 0, or -1 if malformed.
int apus_peek_line(const kstring_t *line, size_t *name_length, int64_t *position);

/// Makes the genotypes of a line of VCF such that htslib reads them: without the phase of the first allele, which VCF 4.4 may write
/// in front (`|0|1`; `/0|1` becomes `0/1`). 0; -1 if one names an allele by a number of more than 9 digits, which htslib would wrap
/// around.
int apus_prepare_genotypes(kstring_t *line);

/// 1 if the call of the sample in column `sample` of a parsed record names no allele.
int apus_is_no_call(const bcf_fmt_t *format, int sample);

/// Makes the call missing.
void apus_blank_call(const bcf_fmt_t *format, int sample);

/// 1 if the call is heterozygous, complete and phased.
int apus_phased_heterozygote(const bcf_fmt_t *format, int sample);

/// The whole numbers, reals or texts of FORMAT/`key` of a parsed record, in `*buffer` (grown by htslib, freed by the caller): their number
/// (of texts, of characters), or a negative number if there are none.
int apus_format_numbers(const bcf_hdr_t *header, bcf1_t *record, const char *key, int32_t **buffer, int *capacity);
int apus_format_reals(const bcf_hdr_t *header, bcf1_t *record, const char *key, float **buffer, int *capacity);
int apus_format_texts(const bcf_hdr_t *header, bcf1_t *record, const char *key, char **buffer, int *capacity);

/// The lines read so far of a text file.
int64_t apus_line_number(const htsFile *file);

/// 0 plain text, 1 gzip, 2 BGZF, as htslib found when it opened the file.
int apus_compression(const htsFile *file);

/// 1 if the open file is BCF, 0 if VCF text, -1 if neither.
int apus_is_bcf(const htsFile *file);

hts_itr_t *apus_tbx_query(tbx_t *index, int contig, int64_t start, int64_t end);
/// The virtual offset at which the first record of a query can begin; -1 if there is none.
int64_t apus_first_offset(const hts_itr_t *iterator);
/// The BGZF stream of an open text file that is compressed so.
BGZF *apus_bgzf(htsFile *file);
hts_itr_t *apus_bcf_query(hts_idx_t *index, int contig, int64_t start, int64_t end);
int apus_bcf_next(htsFile *file, const bcf_hdr_t *header, hts_itr_t *iterator, bcf1_t *record);

/// The text of INFO/AA in `*buffer` (grown by htslib, freed by the caller); its length, or a negative number.
int apus_info_aa(const bcf_hdr_t *header, bcf1_t *record, char **buffer, int *capacity);

/// What a record's genotypes came to.
typedef struct {
  /// 0 decoded; 1 a sample without a call so far has another ploidy than assumed; 2 a sample's ploidy changed; 3 a
  /// genotype names an allele that the record does not have; 4 another way of decoding is needed.
  int status;
  /// For status 1 to 3: the index of the sample in the selection.
  int sample;
  /// For status 1 and 2: the ploidy found; for status 3 the allele.
  int found;
  /// Haplotypes with the allele asked for.
  int64_t alternative;
  /// Haplotypes without a call.
  int64_t missing;
  /// Calls whose alleles differ (or are partly missing) and have no phase.
  int64_t unphased;
} apus_genotypes;

/// Raises `ploidy` of samples not yet `known` to what the record says; sets `known` where there is a call.
void apus_observe_ploidies(const bcf_fmt_t *format, const int32_t *columns, int sample_count, uint8_t *ploidy,
                           uint8_t *known);

/// Adds each sample's call to `tallies`, 256 counts a sample: how often a call of it had so many alleles.
void apus_count_ploidies(const bcf_fmt_t *format, const int32_t *columns, int sample_count, uint32_t *tallies);

/// The number of FORMAT/GT values of a sample; 0 if the field is absent or empty.
int apus_genotype_width(const bcf_fmt_t *format);

/// Encodes a site's bits as GT values with `width` slots a sample; shorter ploidies are padded.
void apus_encode_genotypes(const uint64_t *words, const uint64_t *missing, const uint8_t *ploidy, int sample_count,
                           int width, int phased, int32_t *values);

#include "MSRows.h"
#include "VariantText.h"
