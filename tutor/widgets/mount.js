/* A widget's few lines: the rest lies at the house's shared address, where every computer has it already. */
const MOUNTS = { practice: ["practice.js", "mountPractice"], figure: ["figure.js", "mountFigure"] };

export default {
  async render({ model, el }) {
    const [file, mount] = MOUNTS[model.get("kind")];
    const module = await import(`${location.origin}${model.get("static")}/${file}`);
    await module[mount](model, el);
  },
};
