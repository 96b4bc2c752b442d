// What Apus asks of an engine for neural networks: one table of functions, found by name in a library that is opened only when
// a network is asked for. Engines/LibTorch is such an engine.
#ifndef APUS_NETWORKS_H
#define APUS_NETWORKS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Raised when this header changes.
#define APUS_NETWORKS_VERSION 1

// A network: layers, weights, and the state of its optimiser. Several threads may evaluate it at a time, one alone changes it.
typedef struct apus_network apus_network;

// Rows of everything that a network reads. Arrays are row-major, rows first.
typedef struct apus_batch {
  int64_t rows;
  // One a declared input, in their order.
  const float *const *inputs;
  // One a declared loss, in their order: rows x its targets, or one index of a class a row. NULL where nothing is learned; not
  // read of losses that compare layers with each other.
  const float *const *targets;
  // One a declared loss: how much each row counts. NULL, or NULL within: 1.
  const float *const *weights;
} apus_batch;

// Functions that can fail return a negative number or NULL; `error` then says why, in the thread that called.
typedef struct apus_network_engine {
  int32_t version;
  const char *(*error)(void);
  // "LibTorch 2.13.0"
  const char *(*name)(void);
  // 1 if a GPU can be used.
  int32_t (*has_gpu)(void);
  // The network that `description` declares, its weights drawn by `seed`; `device` is "cpu", "cuda" or "auto".
  apus_network *(*make)(const char *description, uint64_t seed, const char *device);
  void (*free)(apus_network *);
  // Numbers in all weights and running moments, one behind the other, and what they are, a line each: "name extent extent".
  int64_t (*weight_count)(apus_network *);
  const char *(*layout)(apus_network *);
  int32_t (*read_weights)(apus_network *, float *);
  int32_t (*write_weights)(apus_network *, const float *);
  // One step of the optimiser; `losses` gets one number a declared loss. Dropout draws from `seed`.
  int32_t (*train)(apus_network *, const apus_batch *, uint64_t seed, double rate, double *losses);
  // The losses, nothing being learned.
  int32_t (*losses)(apus_network *, const apus_batch *, double *losses);
  // The values of the layer `layer`, rows x its size, into `values`, which holds `capacity` numbers; how many there are.
  int64_t (*evaluate)(apus_network *, const char *layer, const apus_batch *, float *values, int64_t capacity);
  // The derivatives of the sum over rows of output `column` of the layer `layer` by each input, one array an input.
  int32_t (*gradient)(apus_network *, const char *layer, int64_t column, const apus_batch *, float *const *gradients);
} apus_network_engine;

// The one symbol that an engine exports.
const apus_network_engine *apus_networks(void);

#ifdef __cplusplus
}
#endif

#endif
