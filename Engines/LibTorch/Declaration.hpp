// The text that declares a network, a line each:
//
//   input NAME EXTENT EXTENT ...
//   NAME = KIND INPUT INPUT ... key=value key=1,2
//   loss KIND LAYER key=value
//   loss copy LAYER LAYER
//   optimiser key=value
//
// Inputs come first; a layer reads layers above it.
#pragma once

#include <cmath>
#include <cstdint>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace apus {

struct Settings {
  std::map<std::string, std::vector<double>> values;

  double number(const std::string &key, double usual) const {
    auto found = values.find(key);
    return found == values.end() ? usual : found->second.at(0);
  }

  // A whole number; more than any network needs is an error and not an attempt.
  int64_t count(const std::string &key, int64_t usual) const {
    double value = number(key, double(usual));
    if (!(std::abs(value) <= 1 << 20) || value != std::floor(value))
      throw std::runtime_error(key + ": expected a whole number up to 1,048,576");
    return int64_t(value);
  }

  int64_t count(const std::string &key) const {
    if (!values.count(key)) throw std::runtime_error(key + " is missing");
    return count(key, 0);
  }

  std::vector<int64_t> counts(const std::string &key) const {
    auto found = values.find(key);
    if (found == values.end()) throw std::runtime_error(key + " is missing");
    std::vector<int64_t> result;
    for (double value : found->second) {
      if (!(std::abs(value) <= 1 << 20)) throw std::runtime_error(key + ": a number is too large");
      result.push_back(int64_t(value));
    }
    return result;
  }
};

struct LayerLine {
  std::string name, kind;
  std::vector<int> inputs;
  Settings settings;
};

struct LossLine {
  std::string kind;
  int layer;
  // The layer that the other is compared with; the same where it is compared with targets.
  int other;
  Settings settings;
};

struct Declaration {
  std::vector<std::vector<int64_t>> inputs;
  // Inputs are the first layers, of the kind "input".
  std::vector<LayerLine> layers;
  std::vector<LossLine> losses;
  Settings optimiser;

  int place(const std::string &name) const {
    for (size_t index = 0; index < layers.size(); index++)
      if (layers[index].name == name) return int(index);
    throw std::runtime_error("there is no layer '" + name + "'");
  }

  static void set(Settings &settings, const std::string &word) {
    auto mark = word.find('=');
    std::stringstream list(word.substr(mark + 1));
    std::string part;
    auto &values = settings.values[word.substr(0, mark)];
    while (std::getline(list, part, ',')) {
      size_t end = 0;
      values.push_back(std::stod(part, &end));
      if (end != part.size()) throw std::runtime_error("'" + word + "' is no setting");
    }
    if (values.empty()) throw std::runtime_error("'" + word + "' is no setting");
  }

  void readInput(std::stringstream &words) {
    LayerLine layer;
    layer.kind = "input";
    words >> layer.name;
    std::vector<int64_t> shape;
    int64_t extent, size = 1;
    while (words >> extent) {
      if (extent < 1 || extent > 1 << 20 || (size *= extent) > 1 << 24)
        throw std::runtime_error("input " + layer.name + " is empty or too large");
      shape.push_back(extent);
    }
    if (shape.empty() || layers.size() != inputs.size()) throw std::runtime_error("inputs have extents and come first");
    inputs.push_back(shape);
    layers.push_back(layer);
  }

  explicit Declaration(const std::string &text) {
    std::stringstream lines(text);
    std::string line, word;
    while (std::getline(lines, line)) {
      std::stringstream words(line);
      std::string first;
      if (!(words >> first)) continue;
      if (first == "input") {
        readInput(words);
        continue;
      }
      Settings settings;
      std::vector<std::string> names;
      while (words >> word) {
        if (word != "=" && word.find('=') != std::string::npos) set(settings, word);
        else names.push_back(word);
      }
      if (first == "optimiser") {
        optimiser = settings;
      } else if (first == "loss") {
        losses.push_back({names.at(0), place(names.at(1)), place(names.back()), settings});
      } else {
        if (names.size() < 3 || names[0] != "=") throw std::runtime_error("'" + line + "' is no layer");
        LayerLine layer{first, names[1], {}, settings};
        for (size_t index = 2; index < names.size(); index++) layer.inputs.push_back(place(names[index]));
        layers.push_back(layer);
      }
    }
    if (inputs.empty() || layers.size() > 10000) throw std::runtime_error("it has no inputs or too many layers");
  }
};

}  // namespace apus
