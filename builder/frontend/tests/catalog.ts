/** A small catalogue for tests, in the form of `assets/catalog.json`. */
import { readCatalog } from "../src/catalog/catalog";

const one = [{ name: "inputs", rank: [1, 8] }];
const out = [{ name: "output" }];
const words = { sentence: "", group: "core" };

export const FILE = {
  groups: [{ id: "core", title: "Core", hue: 220 }],
  layers: {
    Input: {
      ...words,
      kind: "Input",
      title: "Input",
      outputs: out,
      layer: false,
      params: [{ name: "features", type: "feature_names", label: "Features", help: "", default: [], section: "main" }],
    },
    Output: { ...words, kind: "Output", title: "Output", inputs: one, layer: false },
    Dense: {
      ...words,
      kind: "Dense",
      title: "Dense",
      search: ["fully connected", "linear"],
      suits: { table: 2, images: 5 },
      inputs: one,
      outputs: out,
      params: [
        {
          name: "units",
          type: "integer",
          label: "Units",
          help: "",
          required: true,
          initial: 64,
          min: 1,
          max: 1000,
          section: "main",
        },
        { name: "activation", type: "activation", label: "Activation", help: "", nullable: true, section: "main" },
      ],
      summary: ["{units} units", "{activation}"],
    },
    Conv2D: {
      ...words,
      kind: "Conv2D",
      title: "Conv2D",
      suits: { images: 1 },
      inputs: one,
      outputs: out,
      params: [
        {
          name: "kernel_size",
          type: "integers",
          label: "Kernel size",
          help: "",
          required: true,
          initial: [3, 3],
          length: 2,
          min: 1,
        },
        { name: "strides", type: "integers", label: "Strides", help: "", default: [1, 1], length: 2, min: 1 },
      ],
      summary: ["{kernel_size}", "{strides?stride {strides}}"],
    },
    GlobalAveragePooling2D: {
      ...words,
      kind: "GlobalAveragePooling2D",
      title: "GlobalAveragePooling2D",
      inputs: one,
      outputs: out,
    },
    Flatten: { ...words, kind: "Flatten", title: "Flatten", inputs: one, outputs: out },
    Add: { ...words, kind: "Add", title: "Add", inputs: [{ name: "inputs", many: true, rank: [1, 8] }], outputs: out },
    LSTM: {
      ...words,
      kind: "LSTM",
      title: "LSTM",
      inputs: one,
      outputs: [{ name: "output" }, { name: "state", when: "return_state" }],
      params: [{ name: "return_state", type: "boolean", label: "Return state", help: "", default: false }],
    },
  },
  losses: {
    MeanSquaredError: { kind: "MeanSquaredError", title: "mean squared error", sentence: "", aliases: ["mse"] },
  },
};

// biome-ignore lint/suspicious/noExplicitAny: the file is JSON; its shape is what readCatalog is for.
export const CATALOG = readCatalog(FILE as any);
