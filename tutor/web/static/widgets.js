/* ipywidgets in a lesson: the models live in the kernel, their views stand where the notebook put them. */

import { anywidget, base, loadControls, ManagerBase, MessageLoop, Widget } from "./vendor/widgets/widgets.js";

const MODULES = { "@jupyter-widgets/base": async () => base, anywidget: async () => anywidget, "@jupyter-widgets/controls": loadControls };

/** The manager of a lesson's widgets. */
export class LessonWidgets extends ManagerBase {
  constructor(kernel) {
    super();
    this.kernel = kernel;
    kernel.onOpen = (comm, message) => this.handle_comm_open(comm, message);
  }

  async loadClass(className, moduleName) {
    const load = MODULES[moduleName];
    if (!load) throw new Error(`this house has no widgets of ${moduleName}`);
    return (await load())[className];
  }

  async _create_comm(target, id, data, metadata) {
    const comm = this.kernel.comm(target, id);
    if (data || metadata) comm.open(data, null, metadata);
    return comm;
  }

  async _get_comm_info() {
    const reply = await this.kernel.ask("comm_info_request", { target_name: this.comm_target_name });
    return reply.comms;
  }

  /** Fetch every model from the kernel, then show each view in its place. */
  async show(places) {
    await this._loadFromKernel();
    await Promise.all(places.map((place) => this.showOne(place)));
  }

  async showOne(place) {
    const model = await this.get_model(place.dataset.model);
    const view = await this.create_view(model);
    const widget = view.luminoWidget ?? view.pWidget;
    MessageLoop.sendMessage(widget, Widget.Msg.BeforeAttach);
    place.append(widget.node);
    MessageLoop.sendMessage(widget, Widget.Msg.AfterAttach);
  }
}
