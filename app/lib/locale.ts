const DEFAULT = "en";

/** The languages of Shopify Admin. */
const spoken = new Set(
  [
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "fi",
    "fr",
    "hi",
    "hu",
    "id",
    "it",
    "ja",
    "ko",
    "lt",
    "ms",
    "nb",
    "nl",
    "no",
    "pl",
    "pt",
    "ro",
    "ru",
  ].concat(["sl", "sv", "th", "tr", "uk", "vi", "zh"]),
);

/**
 * The language that Admin names in an address's `locale`, as BCP 47 has it: "pt-BR", "en-GB". "en" where it names none, or one that Admin
 * does not speak.
 */
export function localeOf(asked: string | null): string {
  const found = /^([a-z]{2})(?:-([A-Za-z]{2}))?$/.exec(asked ?? "");
  const language = found?.[1];
  if (language === undefined || !spoken.has(language)) return DEFAULT;
  return found?.[2] === undefined ? language : `${language}-${found[2].toUpperCase()}`;
}
