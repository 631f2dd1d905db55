/* What the lesson page needs of ipywidgets: the base classes, the manager that it extends, and anywidget's loader. */
import * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import { MessageLoop } from "@lumino/messaging";
import { Widget } from "@lumino/widgets";
import { factory } from "./amd.js";
import "anywidget";

export { base, ManagerBase, MessageLoop, Widget };
export const anywidget = factory(base);

/** Load the stock controls (sliders, buttons, boxes); only lessons that use them pay for them. */
export const loadControls = () => import("@jupyter-widgets/controls");
