export default function Index() {
  return <h1>Portal</h1>;
}
