/** What a country is called in a language: ("DE", "en") is "Germany". A code that no list has stands for itself. */
export function countryName(code: string, locale: string): string {
  try {
    return new Intl.DisplayNames(locale, { type: "region", fallback: "code" }).of(code) ?? code;
  } catch {
    return code; // no code of a region at all
  }
}

/** What a currency is called in a language, with its code: ("EUR", "en") is "Euro (EUR)". */
export function currencyName(code: string, locale: string): string {
  try {
    const name = new Intl.DisplayNames(locale, { type: "currency", fallback: "code" }).of(code) ?? code;
    return name === code ? code : `${name} (${code})`;
  } catch {
    return code;
  }
}

/** A country and region: ("US-NY", "en") is "NY, United States"; of a country alone, its name and that no region was told. */
export function regionName(value: string, locale: string): string {
  const [country = "", ...region] = value.split("-");
  return region.length === 0 ? `${countryName(country, locale)}, no region` : `${region.join("-")}, ${countryName(country, locale)}`;
}
