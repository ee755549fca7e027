"""Everything that imports Keras, TensorFlow or scikit-learn; runs in the engine host's forks only."""
