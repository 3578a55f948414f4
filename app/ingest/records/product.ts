import { flag, gid, instant, isWire, text, texts, type Wire, wholeOrNull, word } from "./readers.ts";
import type { RecordKind } from "./record.ts";

const statuses = new Set(["ACTIVE", "ARCHIVED", "DRAFT", "UNLISTED"]);

const columns = "id title handle product_type vendor status is_gift_card tags created_at updated_at variant_count".split(" ");

/** A product without its variants, which come as records of their own. */
export const product: RecordKind = { table: "product", columns, row };

function row(wire: Wire): string {
  const variants = isWire(wire.variantsCount) ? wire.variantsCount.count : null;
  return `${gid(wire.id, "id", "Product")}\t${text(wire.title, "title")}\t${text(wire.handle, "handle")}\t${text(
    wire.productType,
    "productType",
  )}\t${text(wire.vendor, "vendor")}\t${word(wire.status, "status", statuses)}\t${flag(
    wire.isGiftCard,
    "isGiftCard",
  )}\t${texts(wire.tags, "tags")}\t${instant(wire.createdAt, "createdAt")}\t${instant(wire.updatedAt, "updatedAt")}\t${wholeOrNull(variants, "variantsCount.count")}`;
}
