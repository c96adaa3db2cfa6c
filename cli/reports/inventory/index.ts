import type { InventoryFormat } from "../../outputs";
import type { Result } from "../../judge/result";
import { escapeJson } from "../json";
import type { Look } from "../pen";
import { renderInventoryCsv } from "./csv";
import { inventoryOf } from "./inventory";
import { renderInventoryText } from "./text";

/** The inventory of a result in one of its formats: text that ends with a newline, and that nothing in it can break out of. */
export function renderInventory(result: Result, format: InventoryFormat, look: Look): string {
  const inventory = inventoryOf(result);
  switch (format) {
    case "text":
      return renderInventoryText(inventory, look);
    case "csv":
      return renderInventoryCsv(inventory);
    case "json":
      return escapeJson(inventory);
  }
}
