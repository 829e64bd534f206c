import { Form } from "@remix-run/react";
import { useState } from "react";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Dialog } from "#app/ui/dialog.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { ErrorSummary } from "#app/ui/error-summary.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField, InputField, RadioGroup, SelectField, TextareaField } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Progress, Skeleton } from "#app/ui/progress.tsx";
import { Section } from "#app/ui/section.tsx";
import { Steps } from "#app/ui/steps.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { RuleLink } from "./rule-link.tsx";
import { useTranslate } from "./use-translate.ts";

/** The parts of the design system in use, for the page that shows them. */
const here = paths.design();

const sampleError = ["Enter 250 or less."];

export function FieldsSample() {
  return (
    <Section title="Fields">
      <Form method="get">
        <FieldStack>
          <ErrorSummary
            title="Two things need your attention"
            errors={[
              { fieldId: "sample-quantity", message: "Enter 250 or less." },
              { fieldId: null, message: "The price has changed since the page was shown." },
            ]}
          />
          <InputField
            field={{ id: "sample-name", name: "name", initialValue: "Nordwind Logistik GmbH" }}
            label="Customer name"
            hint="As in the commercial register."
          />
          <InputField
            field={{ id: "sample-quantity", name: "quantity", initialValue: "900", errors: sampleError }}
            label="Quantity"
            type="number"
            suffix="core packs"
          />
          <SelectField
            field={{ id: "sample-plan", name: "plan", initialValue: "annual" }}
            label="Billing plan"
            options={[
              { value: "monthly", label: "Monthly" },
              { value: "annual", label: "Annual" },
            ]}
          />
          <RadioGroup
            field={{ id: "sample-term", name: "term", initialValue: "P1Y" }}
            label="Next term"
            look="cards"
            options={[
              { value: "P1Y", label: "1 year", hint: "€1,284.00 per year" },
              { value: "P3Y", label: "3 years", hint: "€3,466.80 for the term" },
              { value: "P1M", label: "1 month", disabledReason: "This product is not offered with a term of 1 month." },
            ]}
          />
          <RadioGroup
            field={{ id: "sample-language", name: "language", errors: ["Choose a language."] }}
            label="Language of the mails"
            options={[
              { value: "en", label: "English" },
              { value: "de", label: "Deutsch" },
            ]}
          />
          <InputField
            field={{ id: "sample-day", name: "day", initialValue: "2026-11-24", required: true }}
            label="Switch off on"
            type="date"
          />
          <InputField
            field={{ id: "sample-file", name: "file" }}
            label="Price list"
            hint="CSV, up to 20 MB."
            type="file"
            accept=".csv"
          />
          <TextareaField field={{ id: "sample-note", name: "note" }} label="Note" optionalWord="optional" />
          <CheckboxField
            field={{ id: "sample-tick", name: "tick" }}
            label="I have told the customer that downloads and keys end with the cancellation."
          />
          <CheckboxField
            field={{ id: "sample-tick-missing", name: "tick", errors: ["Tick the box to go on."] }}
            label="I have read what cannot be undone."
          />
          <FormActions>
            <Button variant="primary">Save</Button>
            <Button variant="quiet" type="reset">
              Cancel
            </Button>
          </FormActions>
        </FieldStack>
      </Form>
    </Section>
  );
}

export function ButtonsSample() {
  const [isOpen, setIsOpen] = useState(false);
  const t = useTranslate();
  return (
    <Section title="Actions">
      <div className="flex flex-col items-start gap-4">
        <div className="flex flex-wrap gap-2">
          <Button variant="primary">Primary</Button>
          <Button>Secondary</Button>
          <Button variant="quiet">Quiet</Button>
          <Button variant="danger">Cancel subscription</Button>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button variant="primary" size="sm" icon="check">
            Small
          </Button>
          <ButtonLink to={here} size="sm" variant="quiet" icon="download">
            Export as CSV
          </ButtonLink>
          <Button variant="primary" disabledReason="The cart is empty." reasonPlace="bubble-start">
            Buy
          </Button>
        </div>
        <Button disabledReason="It could be cancelled until 15 Nov 2026, 09:30 UTC.">Cancel subscription</Button>
        <ButtonLink to={here} disabledReason="Your role does not allow this." reasonPlace="bubble-start">
          Reason on hover
        </ButtonLink>
        <Button type="button" onClick={() => setIsOpen(true)}>
          {t("design:openDialog")}
        </Button>
        <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title="Product key" closeLabel={t("common:close")}>
          <p>Something that a page shows on top of itself.</p>
        </Dialog>
        <Steps label="Steps" steps={["Cart", "Review", "Done"]} current={1} />
        <p>
          <TextLink to={here}>A link in a sentence</TextLink> and{" "}
          <TextLink to={here} look="plain">
            one where it is plain that it leads on
          </TextLink>
          .
        </p>
      </div>
    </Section>
  );
}

export function NoticesSample() {
  return (
    <Section title="Notices">
      <div className="flex flex-col gap-3">
        <Notice tone="success" title="Auto-renew is on.">
          The subscription renews on 14 Mar 2027 for €1,284.00.
        </Notice>
        <Notice tone="warning" title="The window closes in 5 hours." />
        <Notice tone="danger" title="The renewal failed." actions={<Button size="sm">Try again</Button>}>
          The price list holds no price for this product any more.
        </Notice>
        <Notice tone="info">Prices exclude tax.</Notice>
        <RuleLink rule="cancellation-window" />
      </div>
    </Section>
  );
}

export function FactsSample() {
  return (
    <Section title="Facts">
      <div className="flex flex-col gap-5">
        <DescriptionList
          items={[
            { term: "Customer", value: <TextLink to={here}>Nordwind Logistik GmbH</TextLink> },
            { term: "Term", value: "1 year", remark: "15 Mar 2026 – 14 Mar 2027" },
            { term: "Billing plan", value: "Monthly" },
          ]}
        />
        <DescriptionList
          look="grid"
          items={[
            { term: "Quantity", value: "12" },
            { term: "Unit price", value: "€107.00" },
            { term: "Next charge", value: "15 Dec 2026" },
          ]}
        />
      </div>
    </Section>
  );
}

export function ProgressSample() {
  return (
    <Section title="Waiting, nothing">
      <div className="flex flex-col gap-2">
        <Progress label="Renewals" value={120} max={400} text="120 of 400" />
        <Progress label="Checks" value={400} max={400} text="400 of 400" />
      </div>
      <div className="mt-4">
        <Skeleton label="Loading" lines={3} />
      </div>
      <EmptyState
        icon="package"
        title="No subscriptions yet"
        action={
          <ButtonLink to={here} variant="primary" icon="plus">
            Add products
          </ButtonLink>
        }
      >
        What this customer buys shows up here.
      </EmptyState>
    </Section>
  );
}
