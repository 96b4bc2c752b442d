// An engine of Apus's networks on LibTorch: it makes the layers that a text declares, and trains and evaluates them on arrays.
#include "../../Sources/CNetworks/apus_networks.h"
#include "Losses.hpp"
#include <ATen/CPUGeneratorImpl.h>
#include <dlfcn.h>

namespace apus {

thread_local std::string message;

// One thread a network: sums in one order, the same bits for a seed however many networks learn beside each other.
void useOneThread() {
  thread_local bool isSet = false;
  if (!isSet) at::set_num_threads(1);
  isSet = true;
}

bool hasGPU() {
  static bool found = [] {
    // Only wheels for GPUs have it; it registers itself when it is opened.
    dlopen("libtorch_cuda.so", RTLD_NOW | RTLD_GLOBAL);
    return torch::cuda::is_available();
  }();
  return found;
}

}  // namespace apus

using namespace apus;

struct apus_network {
  Declaration declaration;
  std::vector<Weights> weights;
  at::Generator random;
  at::Device device = at::kCPU;
  std::unique_ptr<torch::optim::AdamW> optimiser;
  std::string layout;

  apus_network(const char *text, uint64_t seed, const std::string &wanted)
      : declaration(text), weights(declaration.layers.size()), random(at::make_generator<at::CPUGeneratorImpl>(seed)) {
    if (wanted == "cuda" && !hasGPU()) throw std::runtime_error("no GPU is there that LibTorch can use");
    if (wanted == "cuda" || (wanted == "auto" && hasGPU())) device = at::Device(at::kCUDA, 0);
    at::NoGradGuard guard;
    std::vector<Tensor> zeros;
    for (const auto &shape : declaration.inputs) zeros.push_back(empty(shape, 2).zero_().to(device));
    forward(zeros, false);
    std::vector<Tensor> learned;
    for (auto &own : weights) learned.insert(learned.end(), own.learned.begin(), own.learned.end());
    const auto &settings = declaration.optimiser;
    auto options = torch::optim::AdamWOptions(1e-3)
                       .betas({settings.number("beta1", 0.9), settings.number("beta2", 0.999)})
                       .weight_decay(settings.number("decay", 0))
                       .amsgrad(settings.number("amsgrad", 0) != 0);
    if (!learned.empty()) optimiser = std::make_unique<torch::optim::AdamW>(learned, options);
  }

  static Tensor empty(const std::vector<int64_t> &shape, int64_t rows) {
    auto whole = shape;
    whole.insert(whole.begin(), rows);
    return torch::empty(whole);
  }

  std::vector<Tensor> tensors() const {
    std::vector<Tensor> all;
    for (const auto &own : weights) {
      all.insert(all.end(), own.learned.begin(), own.learned.end());
      all.insert(all.end(), own.running.begin(), own.running.end());
    }
    return all;
  }

  std::vector<Tensor> inputs(const apus_batch *batch) const {
    std::vector<Tensor> result;
    for (size_t index = 0; index < declaration.inputs.size(); index++) {
      auto shape = declaration.inputs[index];
      shape.insert(shape.begin(), batch->rows);
      result.push_back(torch::from_blob(const_cast<float *>(batch->inputs[index]), shape).clone().to(device));
    }
    return result;
  }

  // The values of every layer, up to and with `last`.
  std::vector<Tensor> forward(const std::vector<Tensor> &inputs, bool trains, int last = 1 << 30) {
    Pass pass{trains, device, &random};
    std::vector<Tensor> values = inputs;
    for (size_t index = inputs.size(); index < declaration.layers.size() && int(index) <= last; index++) {
      const auto &layer = declaration.layers[index];
      std::vector<Tensor> in;
      for (int input : layer.inputs) in.push_back(values[size_t(input)]);
      try {
        values.push_back(applied(layer, in, weights[index], pass));
      } catch (const std::exception &error) {
        std::string words = error.what();
        throw std::runtime_error(layer.name + " (" + layer.kind + "): " + words.substr(0, words.find('\n')));
      }
    }
    return values;
  }

  // The sum of the losses, each by its factor; `found` gets them one by one.
  Tensor loss(const apus_batch *batch, bool trains, double *found) {
    auto values = forward(inputs(batch), trains);
    Tensor sum = torch::zeros({}).to(device);
    for (size_t index = 0; index < declaration.losses.size(); index++) {
      const auto &line = declaration.losses[index];
      const auto &outputs = values[size_t(line.layer)];
      Tensor targets;
      if (line.kind == "copy") {
        targets = values[size_t(line.other)].flatten(1).detach();
      } else {
        auto shape = {batch->rows, targetsOf(line, outputs)};
        targets = torch::from_blob(const_cast<float *>(batch->targets[index]), shape).clone().to(device);
      }
      auto rows = line.kind == "copy" ? (outputs - targets).square().mean(1) : lossOf(line, outputs, targets);
      Tensor mean = rows.mean();
      if (batch->weights && batch->weights[index]) {
        auto counts = torch::from_blob(const_cast<float *>(batch->weights[index]), {batch->rows}).clone().to(device);
        mean = (rows * counts).sum() / counts.sum().clamp_min(1e-12);
      }
      found[index] = mean.item<double>();
      sum = sum + line.settings.number("factor", 1) * mean;
    }
    return sum;
  }

  void train(const apus_batch *batch, uint64_t seed, double rate, double *found) {
    random.set_current_seed(seed);
    if (!optimiser) throw std::runtime_error("the network has no weights");
    for (auto &group : optimiser->param_groups()) static_cast<torch::optim::AdamWOptions &>(group.options()).lr(rate);
    optimiser->zero_grad();
    loss(batch, true, found).backward();
    double most = declaration.optimiser.number("clip", 0);
    if (most > 0) torch::nn::utils::clip_grad_norm_(optimiser->param_groups()[0].params(), most);
    optimiser->step();
  }

  void gradient(int layer, int64_t column, const apus_batch *batch, float *const *found) {
    auto in = inputs(batch);
    for (auto &tensor : in) tensor.set_requires_grad(true);
    auto values = forward(in, false, layer);
    auto output = values.at(size_t(layer)).flatten(1).select(1, column).sum();
    auto gradients = torch::autograd::grad({output}, in, {}, false, false, true);
    for (size_t index = 0; index < in.size(); index++) {
      auto own = gradients[index].defined() ? gradients[index].to(at::kCPU).contiguous() : torch::zeros_like(in[index]).cpu();
      std::memcpy(found[index], own.data_ptr<float>(), size_t(own.numel()) * sizeof(float));
    }
  }
};

// Runs `body`; an exception becomes a message and `failure`.
template <typename Result, typename Body> static Result guarded(Result failure, Body body) noexcept {
  try {
    useOneThread();
    return body();
  } catch (const c10::Error &error) {
    message = error.what_without_backtrace();
  } catch (const std::exception &error) {
    message = error.what();
  } catch (...) {
    message = "no reason given";
  }
  return failure;
}

static const char *lastError() { return message.c_str(); }

static const char *engineName() { return "LibTorch " TORCH_VERSION; }

static int32_t canUseGPU() { return guarded<int32_t>(0, [] { return hasGPU() ? 1 : 0; }); }

static apus_network *make(const char *text, uint64_t seed, const char *device) {
  return guarded<apus_network *>(nullptr, [&] { return new apus_network(text, seed, device); });
}

static void freeNetwork(apus_network *network) { delete network; }

static int64_t weightCount(apus_network *network) {
  int64_t count = 0;
  for (const auto &tensor : network->tensors()) count += tensor.numel();
  return count;
}

static const char *layoutOf(apus_network *network) {
  std::stringstream text;
  for (size_t index = 0; index < network->weights.size(); index++) {
    const auto &own = network->weights[index];
    for (size_t part = 0; part < own.learned.size() + own.running.size(); part++) {
      bool isLearned = part < own.learned.size();
      text << network->declaration.layers[index].name << (isLearned ? "." : ".running.")
           << (isLearned ? part : part - own.learned.size());
      for (auto extent : (isLearned ? own.learned[part] : own.running[part - own.learned.size()]).sizes())
        text << ' ' << extent;
      text << '\n';
    }
  }
  network->layout = text.str();
  return network->layout.c_str();
}

static int32_t readWeights(apus_network *network, float *values) {
  return guarded<int32_t>(-1, [&] {
    for (const auto &tensor : network->tensors()) {
      auto own = tensor.detach().to(at::kCPU).contiguous();
      std::memcpy(values, own.data_ptr<float>(), size_t(own.numel()) * sizeof(float));
      values += own.numel();
    }
    return 0;
  });
}

static int32_t writeWeights(apus_network *network, const float *values) {
  return guarded<int32_t>(-1, [&] {
    at::NoGradGuard guard;
    for (auto &tensor : network->tensors()) {
      tensor.copy_(torch::from_blob(const_cast<float *>(values), tensor.sizes()));
      values += tensor.numel();
    }
    return 0;
  });
}

static int32_t trainNetwork(apus_network *network, const apus_batch *batch, uint64_t seed, double rate, double *found) {
  return guarded<int32_t>(-1, [&] {
    network->train(batch, seed, rate, found);
    return 0;
  });
}

static int32_t lossesOf(apus_network *network, const apus_batch *batch, double *found) {
  return guarded<int32_t>(-1, [&] {
    at::NoGradGuard guard;
    network->loss(batch, false, found);
    return 0;
  });
}

static int64_t evaluate(apus_network *network, const char *name, const apus_batch *batch, float *values, int64_t capacity) {
  return guarded<int64_t>(-1, [&] {
    at::NoGradGuard guard;
    int layer = network->declaration.place(name);
    auto own = network->forward(network->inputs(batch), false, layer).at(size_t(layer)).to(at::kCPU).contiguous();
    if (own.numel() > capacity) throw std::runtime_error("the layer '" + std::string(name) + "' has more values");
    std::memcpy(values, own.data_ptr<float>(), size_t(own.numel()) * sizeof(float));
    return own.numel();
  });
}

static int32_t gradientOf(
    apus_network *network, const char *name, int64_t column, const apus_batch *batch, float *const *found) {
  return guarded<int32_t>(-1, [&] {
    network->gradient(network->declaration.place(name), column, batch, found);
    return 0;
  });
}

extern "C" __attribute__((visibility("default"))) const apus_network_engine *apus_networks(void) {
  static const apus_network_engine engine = {
      APUS_NETWORKS_VERSION, lastError,    engineName,   canUseGPU, make,     freeNetwork, weightCount, layoutOf,
      readWeights,           writeWeights, trainNetwork, lossesOf,  evaluate, gradientOf};
  return &engine;
}
