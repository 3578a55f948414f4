import { GraphQLError, type GraphQLFieldResolver, isNonNullType } from "graphql";
import { NodeList, type Wire } from "../../world/wire.ts";
import type { HostedShop } from "../hosted-shop.ts";
import type { Platform } from "../platform.ts";
import { type Access, accessDenied } from "./access.ts";
import { type PageArguments, paginate } from "./connection.ts";

/** What every resolver knows of the call. */
export type AdminContext = { readonly platform: Platform; readonly hosted: HostedShop; readonly access: Access };

/**
 * Resolves any field of the schema over the world's objects: a value, a function of the arguments, or a NodeList, of which it gives the
 * page that is asked for. Refuses what the app has no access to. A field that the world does not have is an error that says so: the
 * stand-in never makes up an answer.
 */
export const resolveField: GraphQLFieldResolver<unknown, AdminContext> = (source, args: PageArguments, context, info) => {
  const { name: parent } = info.parentType;
  const requiredAccess = context.access.denied(parent, info.fieldName, info.returnType);
  if (requiredAccess) throw accessDenied(info.fieldName, requiredAccess);
  if (context.access.withheld(parent, info.fieldName)) {
    if (!isNonNullType(info.returnType)) return null;
    throw new GraphQLError(
      `This app is not approved to use the ${info.fieldName} field. See https://shopify.dev/docs/apps/launch/protected-customer-data for more details.`,
      {
        extensions: { code: "ACCESS_DENIED" },
      },
    );
  }
  const value = readField(source, info.fieldName, args, context);
  if (value === undefined) {
    throw new GraphQLError(`The stand-in does not serve ${parent}.${info.fieldName}`, { extensions: { code: "NOT_SERVED" } });
  }
  const visible = (wire: Wire): boolean => !context.access.hidden(wire);
  if (value instanceof NodeList) return paginate(value, args, visible, info.fieldName);
  if (Array.isArray(value)) return value.map((each) => (context.access.hidden(each) ? null : each));
  return context.access.hidden(value) ? null : value;
};

/** A field's raw value: undefined where the object has no such field. */
function readField(source: unknown, field: string, args: unknown, context?: AdminContext): unknown {
  if (typeof source !== "object" || source === null) return undefined;
  const value: unknown = Reflect.get(source, field);
  return typeof value === "function" ? value.call(source, args, context) : value;
}
