// VariantFiles
