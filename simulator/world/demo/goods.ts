/** When in the year a thing is bought: all year, in the garden months, for the holidays, or in the cold months. */
export type Season = "year" | "garden" | "holiday" | "cold";

/** A product of the demo shop before it has ids: variants as "title+cents on top of the price". */
export type Goods = {
  readonly title: string;
  readonly type: string;
  readonly vendor: string;
  readonly cents: number;
  readonly variants: string;
  readonly season: Season;
};

const oak = "Juniper & Oak";
const iron = "North Fork Iron";
const clay = "Tidewater Ceramics";
const linen = "Maren Linen Co.";
const wax = "Saltmarsh Candle Works";
const camp = "Kestrel Outfitters";
const blades = "Okabe Blades";
const garden = "Bluestem Garden";
const lamps = "Lumen & Reed";

const rows: readonly (readonly [title: string, type: string, vendor: string, cents: number, variants?: string, season?: Season])[] = [
  ["Cast Iron Skillet", "Cookware", iron, 4_400, "8 inch|10 inch+1000|12 inch+2200"],
  ["Enameled Dutch Oven", "Cookware", iron, 13_800, "4 qt|6 qt+3200", "cold"],
  ["Carbon Steel Wok", "Cookware", iron, 6_900],
  ["Copper Saucepan", "Cookware", iron, 15_900, "1.5 qt|2.5 qt+3600"],
  ["Stock Pot with Lid", "Cookware", iron, 8_900, "8 qt|12 qt+2100", "cold"],
  ["Griddle Pan", "Cookware", iron, 5_800],
  ["Half Sheet Pan, Set of 2", "Bakeware", oak, 3_200],
  ["Stoneware Loaf Pan", "Bakeware", clay, 3_600, "Oat|Slate"],
  ["Pie Dish", "Bakeware", clay, 3_400, "Oat|Slate|Rust", "holiday"],
  ["Cookie Cutters, Set of 8", "Bakeware", oak, 1_800, "", "holiday"],
  ["Rolling Pin, Maple", "Bakeware", oak, 2_800, "", "holiday"],
  ["Chef's Knife", "Knives", blades, 9_800, "6 inch|8 inch+1800"],
  ["Paring Knife", "Knives", blades, 4_200],
  ["Bread Knife", "Knives", blades, 6_400],
  ["Whetstone 1000/6000", "Knives", blades, 4_900],
  ["End Grain Cutting Board", "Knives", oak, 8_600, "Small|Large+4400"],
  ["Stoneware Mug", "Tableware", clay, 1_900, "Oat|Slate|Rust|Moss"],
  ["Dinner Plate", "Tableware", clay, 2_400, "Oat|Slate|Moss"],
  ["Salad Plate", "Tableware", clay, 1_900, "Oat|Slate|Moss"],
  ["Pasta Bowl", "Tableware", clay, 2_600, "Oat|Slate|Moss"],
  ["Serving Platter", "Tableware", clay, 5_200, "Oat|Slate", "holiday"],
  ["Ramekins, Set of 4", "Tableware", clay, 2_900],
  ["Everyday Tumbler, Set of 4", "Tableware", oak, 3_200],
  ["Wine Glass, Set of 4", "Tableware", oak, 4_800],
  ["Flatware, 20 Piece", "Tableware", oak, 11_900, "Steel|Brass+2600"],
  ["Linen Napkins, Set of 4", "Textiles", linen, 3_800, "Flax|Indigo|Rosewood"],
  ["Linen Table Runner", "Textiles", linen, 5_400, "Flax|Indigo", "holiday"],
  ["Linen Apron", "Textiles", linen, 5_800, "Flax|Indigo|Charcoal"],
  ["Tea Towels, Set of 3", "Textiles", linen, 2_600, "Stripe|Check|Plain"],
  ["Oven Mitt", "Textiles", linen, 1_900, "Stripe|Plain"],
  ["Wool Throw", "Textiles", linen, 12_800, "Heather|Spruce|Ochre", "cold"],
  ["Waffle Bath Towel", "Bath", linen, 3_600, "White|Flax|Slate"],
  ["Waffle Hand Towel", "Bath", linen, 1_900, "White|Flax|Slate"],
  ["Cedar Bath Mat", "Bath", oak, 6_800],
  ["Soap Dish, Soapstone", "Bath", oak, 2_200],
  ["Olive Oil Soap", "Bath", oak, 900, "Lavender|Cedar|Unscented"],
  ["Pillar Candle", "Candles", wax, 1_800, "Small|Tall+700", "cold"],
  ["Beeswax Tapers, Pair", "Candles", wax, 1_600, "Natural|Ivory|Forest", "holiday"],
  ["Scented Candle", "Candles", wax, 3_400, "Fig|Woodsmoke|Sea Salt|Balsam", "cold"],
  ["Balsam Advent Candle", "Candles", wax, 2_800, "", "holiday"],
  ["Brass Candle Holder", "Candles", oak, 2_900, "Low|High+900"],
  ["Paper Lantern", "Lighting", lamps, 4_200, "12 inch|18 inch+1600"],
  ["Rattan Pendant", "Lighting", lamps, 16_800],
  ["Clamp Lamp", "Lighting", lamps, 7_800, "Black|Bone"],
  ["Rechargeable Table Lamp", "Lighting", lamps, 9_400, "Bone|Moss"],
  ["String Lights, 33 ft", "Lighting", lamps, 3_600, "", "garden"],
  ["Pour Over Set", "Coffee & Tea", clay, 5_400, "Oat|Slate"],
  ["Gooseneck Kettle", "Coffee & Tea", oak, 7_900, "Steel|Black"],
  ["Hand Grinder", "Coffee & Tea", oak, 8_900],
  ["Teapot with Infuser", "Coffee & Tea", clay, 6_200, "Oat|Moss", "cold"],
  ["French Press", "Coffee & Tea", oak, 4_600, "3 cup|8 cup+1400"],
  ["House Blend Coffee, 12 oz", "Pantry", oak, 1_700, "Whole Bean|Ground"],
  ["Chamomile Tea", "Pantry", oak, 1_200],
  ["Flake Sea Salt", "Pantry", oak, 1_100],
  ["Maple Syrup, Vermont", "Pantry", oak, 2_200, "250 ml|500 ml+1500", "cold"],
  ["Wildflower Honey", "Pantry", oak, 1_600],
  ["Pantry Jar", "Storage", oak, 1_400, "Small|Medium+400|Large+900"],
  ["Bread Box, Ash", "Storage", oak, 9_600],
  ["Wire Basket", "Storage", oak, 2_800, "Small|Large+1200"],
  ["Wall Hooks, Set of 3", "Storage", iron, 2_400],
  ["Market Tote", "Storage", linen, 3_800, "Flax|Charcoal"],
  ["Enamel Camp Mug", "Camp Kitchen", camp, 1_400, "White|Forest|Navy", "garden"],
  ["Camp Cook Set", "Camp Kitchen", camp, 8_400, "", "garden"],
  ["Cast Iron Pie Iron", "Camp Kitchen", iron, 2_900, "", "garden"],
  ["Insulated Bottle", "Camp Kitchen", camp, 3_400, "18 oz|32 oz+800", "garden"],
  ["Waxed Canvas Cooler", "Camp Kitchen", camp, 11_200, "", "garden"],
  ["Picnic Blanket", "Outdoor", camp, 7_200, "Plaid|Stripe", "garden"],
  ["Canvas Hammock", "Outdoor", camp, 9_800, "Natural|Rust", "garden"],
  ["Fire Pit", "Outdoor", iron, 24_900, "24 inch|30 inch+8000", "garden"],
  ["Enamel Lantern", "Outdoor", camp, 5_600, "Forest|Cream"],
  ["Hand Trowel", "Garden", garden, 2_200, "", "garden"],
  ["Pruning Shears", "Garden", garden, 3_900, "", "garden"],
  ["Copper Watering Can", "Garden", garden, 6_400, "", "garden"],
  ["Terracotta Planter", "Garden", garden, 2_600, "6 inch|9 inch+1200|12 inch+2800", "garden"],
  ["Herb Seed Collection", "Garden", garden, 1_900, "", "garden"],
  ["Garden Gloves", "Garden", garden, 2_400, "S|M|L", "garden"],
];

/** What the demo shop sells, gift cards apart. */
export const goods: readonly Goods[] = rows.map(([title, type, vendor, cents, variants = "", season = "year"]) => ({
  title,
  type,
  vendor,
  cents,
  variants,
  season,
}));
