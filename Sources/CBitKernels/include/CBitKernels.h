#pragma once
// Population-count kernels over bit-packed sites, compiled for several instruction sets and chosen at run time.
#include <stddef.h>
#include <stdint.h>
