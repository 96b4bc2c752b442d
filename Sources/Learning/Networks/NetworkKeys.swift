/// The keys of the study file.
enum NetworkKeys: String, CodingKey, CaseIterable {
  case epochs
  case batchSize = "batch_size"
  case learningRate = "learning_rate"
  case schedule
  case patience
  case validationFraction = "validation_fraction"
  case weightDecay = "weight_decay"
  case ensemble
  case flip
  case labelSmoothing = "label_smoothing"
  case dropout
  case layers
  case channels
  case pretraining
  case classWeights = "class_weights"
  case device
  case preprocess
}
