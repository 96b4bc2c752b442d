#pragma once
// Functions for htslib's macros and inline functions, which Swift cannot call.
#include <htslib/vcf.h>
