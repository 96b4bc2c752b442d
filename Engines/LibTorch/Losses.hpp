// What is made small: one number a row, and the weighted mean over rows.
#pragma once

#include "Layers.hpp"

namespace apus {

// Targets of a row: one index of a class, or as many numbers as are learned.
inline int64_t targetsOf(const LossLine &loss, const Tensor &outputs) {
  if (loss.kind == "softmax") return 1;
  if (loss.kind == "mixture") return loss.settings.count("targets");
  return outputs.size(1);
}

// Minus the log density of a mixture of normal distributions with full covariances (Bishop 1994). A component has a logit, its
// D means, the logarithms of the diagonal of the Cholesky factor of its precision, and what stands below the diagonal, row by row.
inline Tensor mixtureLoss(const Tensor &outputs, const Tensor &targets, const Settings &settings) {
  int64_t size = targets.size(1), components = settings.count("components");
  int64_t below = size * (size - 1) / 2;
  auto parts = outputs.view({outputs.size(0), components, 1 + 2 * size + below});
  auto weights = parts.select(2, 0).log_softmax(1);
  auto means = parts.slice(2, 1, 1 + size);
  auto diagonal = parts.slice(2, 1 + size, 1 + 2 * size).clamp(-10, 10);
  auto off = parts.slice(2, 1 + 2 * size);
  auto differences = targets.unsqueeze(1) - means;
  auto squares = torch::zeros_like(weights);
  int64_t place = 0;
  for (int64_t row = 0; row < size; row++) {
    auto z = diagonal.select(2, row).exp() * differences.select(2, row);
    for (int64_t column = 0; column < row; column++) z = z + off.select(2, place++) * differences.select(2, column);
    squares = squares + z.square();
  }
  auto logs = weights + diagonal.sum(2) - 0.5 * squares - 0.5 * double(size) * std::log(2 * M_PI);
  return -logs.logsumexp(1);
}

inline Tensor lossOf(const LossLine &loss, const Tensor &outputs, const Tensor &targets) {
  if (loss.kind == "softmax") {
    double smoothing = loss.settings.number("smoothing", 0);
    auto logs = outputs.log_softmax(1);
    auto own = -logs.gather(1, targets.to(at::kLong)).squeeze(1);
    return smoothing > 0 ? (1 - smoothing) * own - smoothing * logs.mean(1) : own;
  }
  if (loss.kind == "squares") return (outputs - targets).square().mean(1);
  if (loss.kind == "mixture") return mixtureLoss(outputs, targets, loss.settings);
  throw std::runtime_error("there is no kind of loss '" + loss.kind + "'");
}

}  // namespace apus
