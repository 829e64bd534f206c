import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Row,
  Section,
  Text,
} from "@react-email/components";

export type NoticeMailProps = {
  readonly language: "en" | "de";
  readonly productName: string;
  readonly greeting: string;
  readonly subject: string;
  readonly text: string;
  readonly advice: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Null for somebody who has no page here. */
  readonly button: { readonly label: string; readonly url: string } | null;
  readonly footer: string;
  /** Null for somebody who has no account to choose in. */
  readonly preferences: { readonly label: string; readonly url: string } | null;
};

/** Colours of the light theme: programs that show mails darkly turn them round by themselves. */
const ink = "#14181e";
const muted = "#4a5360";
const line = "#e1e5ea";
const fontFamily = "system-ui, -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif";
const styles = {
  body: { margin: 0, padding: "24px 12px", backgroundColor: "#f6f7f9", color: ink, fontFamily },
  card: {
    maxWidth: "560px",
    margin: "0 auto",
    padding: "24px",
    backgroundColor: "#ffffff",
    border: `1px solid ${line}`,
  },
  brand: { margin: "0 0 16px", fontSize: "14px", fontWeight: 600, color: muted },
  heading: { margin: "0 0 16px", fontSize: "20px", lineHeight: "28px", fontWeight: 600, color: ink },
  text: { margin: "0 0 12px", fontSize: "15px", lineHeight: "22px", color: ink },
  facts: { margin: "16px 0", borderTop: `1px solid ${line}` },
  fact: { borderBottom: `1px solid ${line}` },
  label: {
    width: "38%",
    padding: "8px 12px 8px 0",
    fontSize: "13px",
    lineHeight: "18px",
    color: muted,
    verticalAlign: "top",
  },
  value: { padding: "8px 0", fontSize: "13px", lineHeight: "18px", color: ink, overflowWrap: "anywhere" as const },
  button: {
    padding: "10px 18px",
    backgroundColor: "#0b6072",
    borderRadius: "6px",
    fontSize: "14px",
    fontWeight: 600,
    color: "#ffffff",
  },
  rule: { margin: "24px 0 12px", borderColor: line },
  footer: { margin: "0 0 4px", fontSize: "12px", lineHeight: "18px", color: muted },
} as const;

/** The one frame of all mails: what happened, what to do, the facts, and the way to the page. */
export function NoticeMail(props: NoticeMailProps) {
  const { language, productName, greeting, subject, text, advice, facts, button, footer, preferences } = props;
  return (
    <Html lang={language}>
      <Head>
        <title>{subject}</title>
      </Head>
      <Body style={styles.body}>
        <Preview>{text}</Preview>
        <Container style={styles.card}>
          <Text style={styles.brand}>{productName}</Text>
          <Heading as="h1" style={styles.heading}>
            {subject}
          </Heading>
          <Text style={styles.text}>{greeting}</Text>
          <Text style={styles.text}>{text}</Text>
          {advice === "" ? null : <Text style={styles.text}>{advice}</Text>}
          <Section style={styles.facts}>
            {facts.map(({ label, value }) => (
              <Row key={label} style={styles.fact}>
                <Column style={styles.label}>{label}</Column>
                <Column style={styles.value}>{value}</Column>
              </Row>
            ))}
          </Section>
          {button === null ? null : (
            <Button href={button.url} style={styles.button}>
              {button.label}
            </Button>
          )}
          <Hr style={styles.rule} />
          <Text style={styles.footer}>{footer}</Text>
          {preferences === null ? null : (
            <Text style={styles.footer}>
              <Link href={preferences.url}>{preferences.label}</Link>
            </Text>
          )}
        </Container>
      </Body>
    </Html>
  );
}
