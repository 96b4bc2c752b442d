// Coalescent
