/** Style sheets that are wanted as text. */
declare module "*.css" {
  const text: string;
  export default text;
}
