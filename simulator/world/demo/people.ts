import type { Region } from "../events.ts";
import type { Chance } from "./chance.ts";

const firstNames =
  "Maya Daniel Priya Marcus Elena Tyler Aisha Wei Sofia James Naomi Diego Hannah Kofi Grace Mateo Olivia Rajesh Chloe Samuel Leila Ethan Yuki Nora Andre Isabel Noah Fatima Lucas Mei Caleb Zoe Ivan Amara Henry Camila Owen Sana Jack Ingrid Malik Ruth Theo Lucia Adam Keiko Simon Paula Jonah Tessa Omar Bridget Victor Anita Felix Rosa Jamal Claire Hugo Dana Peter Nadia Colin Esther Miguel Joy Aaron Linh Patrick Vera Dmitri Alice Kwame June Rafael Helen Sunil Beth Carlos Erin Tomas Gloria Ravi Megan Luis Anya Scott Yara Ben Imani Julia Hassan Kate Pablo Sarah Ahmed Laura Ken Emily".split(
    " ",
  );
const lastNames =
  "Nguyen Johnson Patel Garcia Smith Okafor Kim Miller Rossi Williams Chen Martinez Brown Haddad Davis Kowalski Lopez Wilson Singh Anderson Thomas Mensah Taylor Moore Jackson Tanaka Martin Lee Thompson Cohen White Harris Clark Ramirez Lewis Robinson Walker Young Ivanova Allen King Wright Scott Torres Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Ward Cox Richardson Watson Brooks Chavez Wood Bennett Gray Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Myers Long Ross Foster Jimenez Powell Jenkins Perry Russell Sullivan Bell Coleman Butler Henderson Barnes Fisher Vasquez Simmons Jordan Patterson Hamilton Graham Novak Wallace Gibson Schmidt Yamamoto Osei Lindqvist Moreau Fernandes Abdi Larsen".split(
    " ",
  );

/** How often buyers live in a place, the sales tax there in hundredths of a per cent, and whether shipping is taxed too. */
export type Place = { readonly region: Region; readonly weight: number; readonly taxRate: number; readonly taxesShipping: boolean };

const states: readonly (readonly [code: string, weight: number, taxRate: number, taxesShipping?: true])[] = [
  ["NY", 150, 888, true],
  ["CA", 120, 825],
  ["TX", 70, 825, true],
  ["FL", 55, 700],
  ["NJ", 52, 663, true],
  ["MA", 50, 625],
  ["PA", 44, 600, true],
  ["IL", 36, 800],
  ["WA", 34, 900, true],
  ["CT", 30, 635, true],
  ["OH", 26, 725, true],
  ["GA", 25, 700, true],
  ["NC", 25, 700, true],
  ["VA", 24, 530],
  ["CO", 24, 485],
  ["OR", 22, 0],
  ["MI", 22, 600, true],
  ["MN", 18, 788, true],
  ["MD", 18, 600],
  ["VT", 14, 600, true],
  ["NH", 12, 0],
  ["ME", 12, 550],
  ["WI", 12, 550, true],
  ["AZ", 12, 860],
  ["TN", 12, 955, true],
  ["UT", 8, 720],
  ["MT", 5, 0],
];
const abroad: readonly (readonly [country: string, province: string | null, weight: number, taxRate: number])[] = [
  ["CA", "ON", 26, 1300],
  ["CA", "QC", 10, 1498],
  ["CA", "BC", 10, 1200],
  ["GB", "ENG", 18, 2000],
  ["GB", "SCT", 3, 2000],
  ["DE", null, 10, 1900],
  ["FR", null, 6, 2000],
  ["AU", "NSW", 6, 1000],
  ["JP", "JP-13", 4, 1000],
];

/** Where the demo shop's buyers live. */
export const places: readonly Place[] = [
  ...states.map(([province, weight, taxRate, taxesShipping = false]) => ({
    region: { country: "US", province },
    weight,
    taxRate,
    taxesShipping,
  })),
  ...abroad.map(([country, province, weight, taxRate]) => ({ region: { country, province }, weight, taxRate, taxesShipping: true })),
];

const placeWeights = places.map(({ weight }) => weight);

/** Where somebody lives. */
export function drawPlace(chance: Chance): Place {
  const place = places[chance.weighted(placeWeights)];
  if (!place) throw new Error("there is no place to live");
  return place;
}

/** Somebody's name, and an e-mail address that is nobody's; the number keeps namesakes apart. */
export function drawPerson(chance: Chance, number: number): { firstName: string; lastName: string; email: string } {
  const firstName = chance.pick(firstNames);
  const lastName = chance.pick(lastNames);
  return { firstName, lastName, email: `${firstName}.${lastName}${number}@example.com`.toLowerCase() };
}
