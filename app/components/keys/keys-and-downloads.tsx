import { Form } from "@remix-run/react";
import { type ComponentProps, useState } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Icon } from "#app/ui/icon.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { Answer, titleOfAnswer } from "./answer.tsx";
import type { KeysAnswer } from "./answers.ts";
import { ChoiceForm } from "./choice-form.tsx";
import { DownloadSection } from "./download-section.tsx";
import { Ended } from "./ended.tsx";
import { useEmptiedContext, useForgetOnLeave } from "./forget-on-leave.ts";
import { KeySection } from "./key-section.tsx";
import type { KeysLinks, KeysPageData } from "./page-data.ts";
import { PurchaseFacts } from "./purchase-facts.tsx";

type KeysAndDownloadsProps = {
  readonly data: KeysPageData;
  readonly links: KeysLinks;
  /** What the page's own form was answered with, where no dialog could show it; undefined before that. */
  readonly answer: KeysAnswer | undefined;
};

/** *Keys and downloads* of one purchase, below whatever head the page has. */
export function KeysAndDownloads({ data, links, answer }: KeysAndDownloadsProps) {
  if (answer !== undefined && answer.kind !== "refused") return <AnswerPage answer={answer} links={links} />;
  return (
    <>
      {answer === undefined ? null : (
        <Notice tone="warning" title={answer.title} isAnnounced>
          {answer.text}
        </Notice>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-5">
          {data.ended === null ? <Usable data={data} links={links} /> : <Ended data={data} links={links} />}
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <PurchaseFacts data={data} links={links} />
          <HistoryLink links={links} />
        </div>
      </div>
    </>
  );
}

function Usable({ data, links }: Omit<KeysAndDownloadsProps, "answer">) {
  const t = useTranslate();
  if (data.isRightOnly)
    return (
      <Section isPadded={false}>
        <EmptyState icon="circle-check" title={t("keys:rightOnly.title")}>
          {t("keys:rightOnly.text")}
        </EmptyState>
      </Section>
    );
  return (
    <>
      <ChoiceForm data={data} page={links.page} />
      <KeySection data={data} links={links} />
      <Instructions data={data} />
      <DownloadSection data={data} links={links} />
    </>
  );
}

function Instructions({ data: { instructions } }: { readonly data: KeysPageData }) {
  const t = useTranslate();
  if (instructions === null) return null;
  return (
    <Section title={t("keys:instructions.title")} description={t("keys:instructions.text")}>
      <ol className="flex max-w-prose list-decimal flex-col gap-2 pl-5" lang="en">
        {instructions.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p className="mt-3">
        <a
          href={instructions.url}
          rel="noreferrer noopener"
          className="inline-flex items-center gap-1.5 rounded-sm text-link underline underline-offset-2"
        >
          {t("keys:instructions.link")}
          <Icon name="external-link" size="sm" />
        </a>
      </p>
    </Section>
  );
}

function HistoryLink({ links }: { readonly links: KeysLinks }) {
  const t = useTranslate();
  if (links.history === null) return null;
  return (
    <Section>
      <p className="text-sm text-ink-muted">
        <TextLink to={links.history}>{t("keys:history.link")}</TextLink>
        <br />
        {t("keys:history.linkText")}
      </p>
    </Section>
  );
}

type AnswerPageProps = { readonly answer: KeysAnswer; readonly links: KeysLinks };

/**
 * The answer as a page of its own, for browsers without scripts and for whoever was quicker than they. It is the answer
 * to a POST and `no-store`: going back to it asks the browser to send the form again.
 */
function AnswerPage({ answer, links }: AnswerPageProps) {
  const t = useTranslate();
  const [isForgotten, setForgotten] = useState(false);
  useForgetOnLeave(() => setForgotten(true));
  useEmptiedContext();
  if (isForgotten)
    return (
      <Notice
        tone="info"
        title={t("keys:shown.forgotten")}
        actions={<ButtonLink to={links.page}>{t("keys:backToPage")}</ButtonLink>}
      >
        {t("keys:shown.forgottenText")}
      </Notice>
    );
  return (
    <Section title={titleOfAnswer(answer, t)} className="max-w-2xl">
      <Answer answer={answer} Form={DocumentForm} />
      <p className="mt-4 border-t border-line pt-4">
        <ButtonLink to={links.page} icon="arrow-left" variant="quiet">
          {t("keys:backToPage")}
        </ButtonLink>
      </p>
    </Section>
  );
}

function DocumentForm(props: ComponentProps<typeof Form>) {
  return <Form reloadDocument {...props} />;
}
