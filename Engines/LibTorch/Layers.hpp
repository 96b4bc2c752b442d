// The kinds of layers: what each computes, and the weights that it makes when it first sees the shape of what it reads.
#pragma once

#include "Declaration.hpp"
#include <torch/torch.h>

namespace apus {

using at::Tensor;

// The weights of a layer. They are drawn in the order of the layers from one generator on the CPU, whatever the device.
struct Weights {
  std::vector<Tensor> learned, running;
};

struct Pass {
  bool trains = false;
  at::Device device = at::kCPU;
  at::Generator *random = nullptr;
};

// Files may declare anything: more than memory holds is an error before it is tried.
inline void checkSize(double numbers) {
  if (!(numbers <= double(1 << 30))) throw std::runtime_error("it would have more than a billion numbers");
}

// Uniform in +-sqrt(6 / size), as He et al. 2015 and Glorot & Bengio 2010 have it.
inline Tensor drawn(at::IntArrayRef shape, double size, double gain, const Pass &pass) {
  double count = 1;
  for (auto extent : shape) count *= double(extent);
  checkSize(4 * count);
  auto values = torch::empty(shape);
  double bound = gain * std::sqrt(6 / size);
  values.uniform_(-bound, bound + (bound == 0 ? 1e-30 : 0), *pass.random);
  if (gain == 0) values.zero_();
  return values.to(pass.device).set_requires_grad(true);
}

// `gain` scales the first weights (0: they begin at 0); `glorot=1` divides by both ends of a connection and not only by one.
inline void makeAffine(Weights &weights, std::vector<int64_t> shape, const Settings &settings, const Pass &pass) {
  if (!weights.learned.empty()) return;
  double in = 1;
  for (size_t axis = 1; axis < shape.size(); axis++) in *= double(shape[axis]);
  double out = in / double(shape[1]) * double(shape[0]);
  double size = settings.number("glorot", 0) != 0 ? in + out : in;
  weights.learned.push_back(drawn(shape, size, settings.number("gain", 1), pass));
  if (settings.number("bias", 1) != 0)
    weights.learned.push_back(torch::zeros({shape[0]}).to(pass.device).set_requires_grad(true));
}

inline Tensor biasOf(const Weights &weights) { return weights.learned.size() > 1 ? weights.learned[1] : Tensor(); }

inline Tensor convolution(const Tensor &x, Weights &weights, const Settings &settings, const Pass &pass, size_t axes) {
  auto kernel = settings.counts("kernel");
  if (kernel.size() != axes) throw std::runtime_error("kernel has another number of axes");
  std::vector<int64_t> shape = {settings.count("channels"), x.size(1)};
  shape.insert(shape.end(), kernel.begin(), kernel.end());
  checkSize(double(x.numel()) / double(x.size(1)) * double(shape[0]));
  makeAffine(weights, shape, settings, pass);
  std::vector<int64_t> ones(axes, 1);
  auto dilation = settings.values.count("dilation") ? settings.counts("dilation") : ones;
  auto stride = settings.values.count("stride") ? settings.counts("stride") : ones;
  if (stride.size() != axes || dilation.size() != axes) throw std::runtime_error("stride or dilation has other axes");
  std::vector<int64_t> padding(axes, 0);
  Tensor padded = x;
  if (settings.number("pad", 1) != 0)
    for (size_t axis = 0; axis < axes; axis++) {
      int64_t reach = dilation.at(axis) * (kernel[axis] - 1);
      padding[axis] = reach / 2;
      // Even kernels reach one further to the right and down.
      if (reach % 2 == 0 || stride[axis] > 1) continue;
      std::vector<int64_t> sides(2 * (axes - axis), 0);
      sides[sides.size() - 1] = 1;
      padded = at::constant_pad_nd(padded, sides);
    }
  const auto &w = weights.learned[0];
  return axes == 1 ? at::conv1d(padded, w, biasOf(weights), stride, padding, dilation)
                   : at::conv2d(padded, w, biasOf(weights), stride, padding, dilation);
}

// Pools no longer than what they pool.
inline std::vector<int64_t> pool(const Tensor &x, const Settings &settings, size_t axes) {
  std::vector<int64_t> size(axes);
  for (size_t axis = 0; axis < axes; axis++) size[axis] = std::min(settings.count("size"), x.size(int64_t(axis) + 2));
  return size;
}

inline Tensor dropout(const Tensor &x, double rate, const Pass &pass) {
  if (!pass.trains || rate <= 0) return x;
  auto kept = torch::empty(x.sizes()).bernoulli_(1 - rate, *pass.random);
  return x * kept.to(pass.device).div_(1 - rate);
}

// Over all axes but the first `from`.
inline Tensor standardised(const Tensor &x, int64_t from, double epsilon) {
  std::vector<int64_t> axes;
  for (int64_t axis = from; axis < x.dim(); axis++) axes.push_back(axis);
  auto centred = x - x.mean(axes, true);
  return centred / (centred.square().mean(axes, true) + epsilon).sqrt();
}

inline Tensor normalised(const Tensor &x, const LayerLine &layer, Weights &weights, const Pass &pass) {
  double epsilon = layer.settings.number("epsilon", 1e-5);
  if (layer.kind == "instancenorm") return standardised(x, 2, epsilon);
  if (layer.kind == "layernorm") return standardised(x, 1, epsilon);
  if (weights.learned.empty()) {
    weights.learned.push_back(torch::ones({x.size(1)}).to(pass.device).set_requires_grad(true));
    weights.learned.push_back(torch::zeros({x.size(1)}).to(pass.device).set_requires_grad(true));
    if (layer.kind == "batchnorm")
      weights.running = {torch::zeros({x.size(1)}).to(pass.device), torch::ones({x.size(1)}).to(pass.device)};
  }
  if (layer.kind == "groupnorm")
    return at::group_norm(x, layer.settings.count("groups"), weights.learned[0], weights.learned[1], epsilon);
  return at::batch_norm(
      x, weights.learned[0], weights.learned[1], weights.running[0], weights.running[1], pass.trains && x.size(0) > 1,
      layer.settings.number("momentum", 0.1), epsilon, false);
}

// Both directions; the last state of each (`whole=0`) or all of them.
inline Tensor gru(const Tensor &x, const Settings &settings, Weights &weights, const Pass &pass) {
  int64_t units = settings.count("units"), layers = settings.count("layers", 1);
  if (weights.learned.empty())
    for (int64_t layer = 0; layer < layers; layer++)
      for (int direction = 0; direction < 2; direction++) {
        int64_t in = layer == 0 ? x.size(2) : 2 * units;
        weights.learned.push_back(drawn({3 * units, in}, double(in + units), 1, pass));
        weights.learned.push_back(drawn({3 * units, units}, double(2 * units), 1, pass));
        for (int bias = 0; bias < 2; bias++)
          weights.learned.push_back(torch::zeros({3 * units}).to(pass.device).set_requires_grad(true));
      }
  auto start = torch::zeros({2 * layers, x.size(0), units}, x.options());
  auto found = at::gru(x, start, weights.learned, true, layers, 0, pass.trains, true, true);
  if (settings.number("whole", 0) != 0) return std::get<0>(found);
  auto last = std::get<1>(found);
  return at::cat({last[2 * layers - 2], last[2 * layers - 1]}, 1);
}

// What a layer that only rearranges its inputs yields; undefined if it is none.
inline Tensor rearranged(const LayerLine &layer, const std::vector<Tensor> &in) {
  const auto &x = in.at(0);
  const auto &settings = layer.settings;
  if (layer.kind == "flatten") return x.flatten(1);
  if (layer.kind == "detach") return x.detach();
  if (layer.kind == "concat") return at::cat(in, settings.count("axis", 1));
  if (layer.kind == "slice") return x.slice(settings.count("axis"), settings.count("from"), settings.count("to"));
  if (layer.kind == "permute") return x.permute(settings.counts("order")).contiguous();
  if (layer.kind == "reshape") {
    auto shape = settings.counts("extents");
    shape.insert(shape.begin(), x.size(0));
    return x.reshape(shape);
  }
  // Rows x items x ... <-> rows * items x ...
  if (layer.kind == "fold") return x.flatten(0, 1);
  if (layer.kind == "unfold") return x.unflatten(0, {-1, settings.count("count")});
  return Tensor();
}

inline Tensor combined(const LayerLine &layer, const std::vector<Tensor> &in) {
  const auto &x = in.at(0);
  if (layer.kind == "add") return x + in.at(1);
  if (layer.kind == "multiply") return x * in.at(1);
  if (layer.kind == "relu") return x.relu();
  if (layer.kind == "elu") return at::elu(x);
  if (layer.kind == "sigmoid") return x.sigmoid();
  if (layer.kind == "tanh") return x.tanh();
  int64_t axis = layer.settings.count("axis", 1);
  if (layer.kind == "mean") return x.mean(axis);
  if (layer.kind == "max") return std::get<0>(x.max(axis));
  if (layer.kind == "sd") return ((x - x.mean(axis, true)).square().mean(axis) + 1e-6).sqrt();
  return Tensor();
}

// The values of `layer`, which reads `in`.
inline Tensor applied(const LayerLine &layer, const std::vector<Tensor> &in, Weights &weights, const Pass &pass) {
  if (auto result = rearranged(layer, in); result.defined()) return result;
  if (auto result = combined(layer, in); result.defined()) return result;
  const auto &x = in.at(0);
  const auto &settings = layer.settings;
  if (layer.kind == "linear") {
    checkSize(double(x.numel()) / double(x.size(-1)) * double(settings.count("units")));
    makeAffine(weights, {settings.count("units"), x.size(-1)}, settings, pass);
    return at::linear(x, weights.learned[0], biasOf(weights));
  }
  if (layer.kind == "conv1d") return convolution(x, weights, settings, pass, 1);
  if (layer.kind == "conv2d") return convolution(x, weights, settings, pass, 2);
  bool ceil = settings.number("ceil", 0) != 0;
  if (layer.kind == "maxpool1d") return at::max_pool1d(x, pool(x, settings, 1), {}, 0, 1, ceil);
  if (layer.kind == "avgpool1d") return at::avg_pool1d(x, pool(x, settings, 1), {}, 0, ceil, false);
  if (layer.kind == "maxpool2d") return at::max_pool2d(x, pool(x, settings, 2), {}, 0, 1, ceil);
  if (layer.kind == "dropout") return dropout(x, settings.number("rate", 0.5), pass);
  if (layer.kind == "gru") return gru(x, settings, weights, pass);
  for (const char *kind : {"instancenorm", "layernorm", "groupnorm", "batchnorm"})
    if (layer.kind == kind) return normalised(x, layer, weights, pass);
  throw std::runtime_error("there is no kind of layer '" + layer.kind + "'");
}

}  // namespace apus
