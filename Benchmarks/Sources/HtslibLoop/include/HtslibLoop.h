#pragma once
#include <stdint.h>

/// Reads every record of the VCF or BCF at `path` with bcf_read and bcf_get_genotypes; the number of alternative alleles, or -1.
int64_t htslib_loop(const char *path, int64_t *records);
