// The plain loop over a file that every program on htslib writes first: the peer of the reading benchmark.
#include "HtslibLoop.h"

#include <htslib/vcf.h>
#include <stdlib.h>

int64_t htslib_loop(const char *path, int64_t *records) {
  htsFile *file = hts_open(path, "r");
  bcf_hdr_t *header = file ? bcf_hdr_read(file) : NULL;
  if (!header) return -1;
  bcf1_t *record = bcf_init();
  int32_t *genotypes = NULL;
  int capacity = 0;
  int64_t alternative = 0;
  *records = 0;
  while (bcf_read(file, header, record) >= 0) {
    const int count = bcf_get_genotypes(header, record, &genotypes, &capacity);
    for (int i = 0; i < count; i++) alternative += bcf_gt_allele(genotypes[i]) > 0;
    ++*records;
  }
  free(genotypes);
  bcf_destroy(record);
  bcf_hdr_destroy(header);
  hts_close(file);
  return alternative;
}
