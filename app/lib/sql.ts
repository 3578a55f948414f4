/** A statement with its values apart, as `pg` takes it: `{ text: "… $1 …", values: [ … ] }`. */
export class Sql {
  readonly text: string;
  readonly values: readonly unknown[];
  private readonly strings: readonly string[];

  constructor(strings: readonly string[], values: readonly unknown[]) {
    this.strings = strings;
    this.values = values;
    this.text = strings.reduce((text, part, index) => (index === 0 ? part : `${text}$${index}${part}`), "");
  }

  /** The pieces of text around the values: one more than there are values. */
  get pieces(): readonly string[] {
    return this.strings;
  }
}

/**
 * Writes SQL with values that are always bound, never spliced: sql`select … where shop_id = ${shopId}`. A nested sql`…` becomes part of
 * the text, its values bound in turn.
 */
export function sql(strings: TemplateStringsArray, ...parameters: readonly unknown[]): Sql {
  const pieces: string[] = [strings[0] ?? ""];
  const values: unknown[] = [];
  const append = (text: string) => {
    pieces[pieces.length - 1] += text;
  };
  for (const [index, parameter] of parameters.entries()) {
    if (parameter instanceof Sql) {
      append(parameter.pieces[0] ?? "");
      pieces.push(...parameter.pieces.slice(1));
      values.push(...parameter.values);
    } else {
      values.push(parameter);
      pieces.push("");
    }
    append(strings[index + 1] ?? "");
  }

  return new Sql(pieces, values);
}

/** A quoted name of a table, column or schema, for the rare place where a name comes from a value; dots part schema and table. */
export function identifier(...names: readonly string[]): Sql {
  return new Sql([names.map((name) => `"${name.replaceAll('"', '""')}"`).join(".")], []);
}

/** Joins fragments, by a comma if no other separator is given; of none there is no text. */
export function join(fragments: readonly Sql[], separator = ", "): Sql {
  return fragments
    .slice(1)
    .reduce((joined, fragment) => sql`${joined}${new Sql([separator], [])}${fragment}`, fragments[0] ?? new Sql([""], []));
}
