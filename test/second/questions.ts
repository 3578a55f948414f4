import { abandonmentQuestions } from "./abandonment.ts";
import { breakdownQuestions } from "./breakdown.ts";
import { customerQuestions } from "./customers.ts";
import { orderQuestions } from "./orders.ts";
import { productQuestions } from "./products.ts";
import type { AskedShop, Question, Ranges } from "./question.ts";
import { retentionQuestions } from "./retention.ts";
import { salesQuestions } from "./sales.ts";
import type { Trade } from "./trade.ts";

/** Everything that the app can be asked about a shop's trade, with what it has to answer. */
export function questionsOf(trade: Trade, shop: AskedShop, ranges: Ranges): Question[] {
  const sold = [salesQuestions, productQuestions, orderQuestions, breakdownQuestions];
  const bought = [customerQuestions, retentionQuestions, abandonmentQuestions];
  return [...sold, ...bought].flatMap((room) => room(trade, shop, ranges));
}
