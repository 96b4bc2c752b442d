#pragma once
// Debian puts the header into a folder of its own, Homebrew does not.
#if __has_include(<libsvm/svm.h>)
#include <libsvm/svm.h>
#else
#include <svm.h>
#endif
