namespace ext {
struct Layer {
  float w;
};
struct [[shape::tree_node]] Own {
  float w;
};
} // namespace ext
